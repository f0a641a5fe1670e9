import { isMark } from './redaction';

/** Strings that are secrets whatever they are called. Each is looked for in running text. */
const tokens = new RegExp(
  [
    // What has been hidden before is met again, so that its label is known to be taken.
    String.raw`\bredacted-\d+-characters?-[A-Z]+\b`,
    String.raw`\[redacted \d+ characters?, [A-Z]+\]`,
    // Who knows a policy's nonce can run scripts under it.
    "(?<='nonce-)[A-Za-z0-9+/_=-]+",
    // JSON Web Tokens (three parts, encrypted ones five; `alg: none` leaves the last empty): header and payload tell as much as the signature.
    String.raw`\bey[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{2,}(?:\.[A-Za-z0-9_-]*)*`,
    String.raw`-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)`,
    // Keys that their makers gave a prefix so that they can be found: Stripe, GitHub, GitLab, Slack, AWS, Google, npm, …
    String.raw`\b(?:sk|pk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{10,}`,
    String.raw`\b(?:gh[pousr]|github_pat|glpat|npm|shpat|shpss|dop_v1|pypi|hf|lin_api|ntn|figd)[_-][A-Za-z0-9_-]{16,}`,
    String.raw`\bxox[abeprs]-[A-Za-z0-9-]{8,}`,
    String.raw`\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}`,
    String.raw`\bAIza[A-Za-z0-9_-]{20,}`,
    String.raw`\bya29\.[A-Za-z0-9_-]{8,}`,
    String.raw`\bSG\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}`,
    String.raw`\bsk-[A-Za-z0-9_-]{16,}`,
    String.raw`\bhv[sb]\.[A-Za-z0-9_-]{16,}`,
    String.raw`\d{6,16}:AA[A-Za-z0-9_-]{20,}`,
  ].join('|'),
  'g',
);

const credentials = /\b(Bearer|Basic|Negotiate|NTLM|DPoP|Token)(\s+)([A-Za-z0-9._~+/=-]{6,})/gi;
/** Not `jquery@3.7.1.js`, `logo@2x.png`: what stands there is a version or a size. */
const email =
  /(?<![A-Za-z0-9._%+-])(?!redacted-\d)[A-Za-z0-9._%+-]+@(?!v?\d+\.\d|\d(?:\.\d)?x\.)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/g;
const run = /[A-Za-z0-9_+/=~.-]{16,}/g;

/**
 * Replaces what is a secret by its shape alone, in running text.
 * @param replace called with each secret; gives back what to write in its place
 */
export function replaceTokens(text: string, replace: (secret: string) => string): string {
  if (text.length < 6) return text;
  return text
    .replace(tokens, (secret) => replace(secret))
    .replace(credentials, (all, scheme: string, space: string, secret: string) =>
      looksLikeWord(secret) || isMark(secret) ? all : `${scheme}${space}${replace(secret)}`,
    )
    .replace(email, (secret) => replace(secret));
}

/** Where a string stands: in a path, ids and file hashes are what names the resource. */
export type Place = 'path' | 'value';

/** As `replaceTokens`, and runs of characters that nobody typed as well: for values that come from users and programs. */
export const replaceSecretShapes = (text: string, place: Place, replace: (secret: string) => string): string =>
  replaceTokens(text, replace).replace(run, (part) => (looksRandom(part, place) ? replace(part) : part));

/** "Bearer authentication", "Basic realm=…": prose about schemes, not a credential. */
const looksLikeWord = (text: string): boolean => /^[a-z_]+(?:=.*)?$/i.test(text) && text.length < 24;

const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** A run of characters that nobody typed. Ids everybody uses (UUIDs, hashes in file names, dates) are not taken for secrets. */
export function looksRandom(text: string, place: Place): boolean {
  if (text.length < 16 || uuid.test(text) || /redacted[- ]\d+[- ]character/.test(text)) return false;
  const digits = count(text, /[0-9]/g);
  if (/^[0-9a-f]+$/i.test(text)) return place === 'value' && digits > 0 && text.length >= 32;
  if (place === 'path') {
    return text.length >= 20 && digits > 1 && !sourceFile.test(text) && piecesOf(text).some(isMixed);
  }
  const letters = count(text, /[A-Za-z]/g);
  if (digits >= 3 && letters >= 3 && hasMixedPiece(text)) return true;
  return text.length >= 20 && isBase64Text(text);
}

/**
 * May a value leave that no name calls a secret? Ids and what people write may: short values, words, numbers, dates. What is
 * long and none of these may be a secret nobody gave a telling name.
 */
export function isOpenValue(text: string): boolean {
  let found = false;
  replaceTokens(text, (secret) => {
    found = true;
    return secret;
  });
  if (found || text.length > 200) return false;
  if (text.length < 20 || uuid.test(text) || /^[0-9a-f]{1,31}$/i.test(text)) return true;
  return text
    .split(/[\s,.;:/|*()~_+-]+/)
    .every((piece) => /^(?:\p{L}{0,24}|\d{1,10}|\p{L}{1,3}\d{1,3}|\d{1,4}\p{L}{1,3})$/u.test(piece));
}

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/** Files every visitor loads, whose random names are hashes. */
const sourceFile = /\.(?:m?js|css|map|wasm|woff2?|ttf|otf|eot)$/i;

const piecesOf = (text: string): readonly string[] => text.split(/[^A-Za-z0-9]/);

/** `my-Great-Post-2024`: pieces of letters and pieces of digits. `aB3x9…`: both in one, more than once. */
const hasMixedPiece = (text: string): boolean => piecesOf(text).some(isMixedPiece);

const isMixedPiece = (piece: string): boolean =>
  piece.length >= 8 && /[0-9][A-Za-z]+[0-9]|[A-Za-z]+[0-9]+[A-Za-z]/.test(piece);

/** In upper and lower case as well: `article-0-1B930936000005DC-129_154x115.jpg` is none. */
const isMixed = (piece: string): boolean => isMixedPiece(piece) && /[a-z]/.test(piece) && /[A-Z]/.test(piece);

/** Base64 of something readable: what it says is as much a secret as if it were written out. */
function isBase64Text(text: string): boolean {
  if (!/[a-z]/.test(text) || !/[A-Z]/.test(text)) return false;
  const normal = text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
  if (/[^A-Za-z0-9+/]/.test(normal) || normal.length % 4 === 1) return false;
  return /^[\s!-~]+$/.test(atob(normal));
}
