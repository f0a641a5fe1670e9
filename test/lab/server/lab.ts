import type { Socket } from 'node:net';
import { pageFor } from '../page/pages';
import type { Scenario } from '../scenarios/scenario';
import { answerTo, type Tally } from './answer';
import { certificateFor } from './certificate';
import { listenHttp2 } from './http2';
import { listen } from './listen';
import { type WireRequest, writeAnswer } from './wire';

/**
 * `page`, `api`, `other`: three HTTP servers, so three origins. `secure`: HTTPS with a certificate our browser trusts. `untrusted`: HTTPS with one it does not.
 * `http2`: HTTPS, HTTP/2 only. `public`, `securePublic`: our browser takes their addresses for public ones, see `browserFlags`. `closed`: nobody listens there.
 */
export type ServerName =
  | 'page'
  | 'api'
  | 'other'
  | 'secure'
  | 'untrusted'
  | 'http2'
  | 'public'
  | 'securePublic'
  | 'closed';

export interface Lab {
  readonly ports: Readonly<Record<ServerName, number>>;
  readonly ipv6: boolean;
  /** Of the certificate that `secure`, `http2` and `securePublic` have. */
  readonly fingerprint: string;
  /** Who vouches for it, see `Certificate`. */
  readonly authority: string;
  /** The index page. */
  readonly url: string;
  close(): Promise<void>;
}

const SCHEMES: Record<ServerName, 'http' | 'https'> = {
  page: 'http',
  api: 'http',
  other: 'http',
  secure: 'https',
  untrusted: 'https',
  http2: 'https',
  public: 'http',
  securePublic: 'https',
  closed: 'http',
};

/** Names that lead to this machine. No certificate for `*.test` would do: Firefox takes no wildcard for a whole top-level domain. */
const HOSTS = [
  'page.test',
  'api.test',
  'public.test',
  'granted.test',
  'denied.test',
  'hsts.test',
  'hsts-put.test',
] as const;

/** 7401 and up where they are free. */
const FIRST_PORT = 7401;

/** @param also scenarios it has beside its own. */
export async function startLab(also: readonly Scenario[] = []): Promise<Lab> {
  const names = ['localhost', ...HOSTS];
  const addresses = [Buffer.from([127, 0, 0, 1]), Buffer.from([...Array(15).fill(0), 1])];
  const trusted = certificateFor(names, addresses);
  const untrusted = certificateFor(names, addresses);
  const tally: Tally = { asked: new Map(), answers: 0 };

  const serve = async (request: WireRequest, socket: Socket) =>
    writeAnswer(socket, (await pageFor(request, lab, also)) ?? (await answerTo(request, tally)));

  const plain = (index: number, certificate = null as typeof trusted | null) =>
    listen({ port: FIRST_PORT + index, certificate, serve });
  const page = await plain(0);
  const api = await plain(1);
  const other = await plain(2);
  const secure = await plain(3, trusted);
  const untrustedServer = await plain(4, untrusted);
  const http2 = await listenHttp2({
    port: FIRST_PORT + 5,
    certificate: trusted,
    answerTo: (request) => answerTo(request, tally),
  });
  const publicServer = await plain(6);
  const securePublic = await plain(7, trusted);
  const closed = await plain(8);
  await closed.close();

  const servers = { page, api, other, secure, untrusted: untrustedServer, http2, public: publicServer, securePublic };
  const lab: Lab = {
    ports: {
      ...(Object.fromEntries(Object.entries(servers).map(([name, { port }]) => [name, port])) as Lab['ports']),
      closed: closed.port,
    },
    ipv6: page.ipv6,
    fingerprint: trusted.fingerprint,
    authority: trusted.authority,
    url: `http://127.0.0.1:${page.port}/`,
    close: async () => {
      await Promise.all(Object.values(servers).map((server) => server.close()));
    },
  };
  return lab;
}

/** Serialized as the standard does it: the lab's ports are never a scheme's default. */
export const originOf = (lab: Lab, server: ServerName, host = '127.0.0.1'): string =>
  `${SCHEMES[server]}://${host}:${lab.ports[server]}`;

/** What the lab needs of a Chromium: certificates, names under `.test`, and which of its addresses count as public. */
export function browserFlags(lab: Lab): string[] {
  const publicEndpoints = [lab.ports.public, lab.ports.securePublic].flatMap((port) => [
    `127.0.0.1:${port}=public`,
    `[::1]:${port}=public`,
  ]);
  return [
    `--ignore-certificate-errors-spki-list=${lab.fingerprint}`,
    '--host-resolver-rules=MAP nowhere.test ~NOTFOUND, MAP *.test 127.0.0.1',
    `--ip-address-space-overrides=${publicEndpoints.join(',')}`,
  ];
}

/** The same for a Firefox; its certificates and permissions are given to it when it runs. */
export function firefoxPreferences(lab: Lab): Readonly<Record<string, string | boolean>> {
  return {
    'network.dns.localDomains': HOSTS.join(),
    'network.lna.enabled': true,
    'network.lna.blocking': true,
    'network.lna.address_space.public.override': [lab.ports.public, lab.ports.securePublic]
      .flatMap((port) => [`127.0.0.1:${port}`, `[::1]:${port}`])
      .join(),
  };
}
