import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

export interface Certificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
  /** Base64 of the SHA-256 of the public key, as `--ignore-certificate-errors-spki-list` takes it. */
  readonly fingerprint: string;
  /** Base64 of the DER of the certificate that vouches for this one; Firefox keeps no HSTS of a server it makes an exception for. */
  readonly authority: string;
}

/**
 * A certificate for names and addresses with an authority of its own, both valid for thirty days. Node makes keys but no certificates, and openssl may be missing.
 */
export function certificateFor(names: readonly string[], addresses: readonly Buffer[]): Certificate {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const alternatives = sequence(
    ...names.map((dnsName) => der(0x82, Buffer.from(dnsName))),
    ...addresses.map((address) => der(0x87, address)),
  );
  // Two labs must not make two authorities of one name: browsers find them by it.
  const issuer = `CORS Lens lab ${randomBytes(6).toString('hex')}`;
  const [isAuthority, subjectAlternativeName] = ['2.5.29.19', '2.5.29.17'];
  const issued = (subject: string, key: KeyObject, extension: Buffer) =>
    certificate({ issuer, signWith: authority.privateKey, subject, key, extension });
  const root = issued(issuer, authority.publicKey, sequence(oid(isAuthority), der(0x04, sequence(boolean(true)))));
  const leaf = issued(
    'CORS Lens lab',
    server.publicKey,
    sequence(oid(subjectAlternativeName), der(0x04, alternatives)),
  );
  const spki = server.publicKey.export({ type: 'spki', format: 'der' });
  return {
    key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${leaf.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    fingerprint: createHash('sha256').update(spki).digest('base64'),
    authority: root.toString('base64'),
  };
}

function certificate(options: {
  readonly issuer: string;
  readonly signWith: KeyObject;
  readonly subject: string;
  readonly key: KeyObject;
  readonly extension: Buffer;
}): Buffer {
  const algorithm = sequence(oid('1.2.840.10045.4.3.2')); // ecdsa-with-SHA256
  const named = (name: string) => sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(name)))));
  const day = 24 * 60 * 60 * 1000;
  const toBeSigned = sequence(
    der(0xa0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    named(options.issuer),
    sequence(time(Date.now() - day), time(Date.now() + 30 * day)),
    named(options.subject),
    options.key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(options.extension)),
  );
  const signature = createSign('SHA256').update(toBeSigned).sign(options.signWith);
  return sequence(toBeSigned, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, Buffer.concat(parts));
const integer = (bytes: Buffer) => der(0x02, bytes);
const boolean = (value: boolean) => der(0x01, Buffer.from([value ? 0xff : 0]));
/** UTCTime, `YYMMDDHHMMSSZ`. */
const time = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const base128 = (value: number): number[] =>
    value < 0x80 ? [value] : [...base128(Math.floor(value / 128)).map((byte) => byte | 0x80), value % 128];
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}
