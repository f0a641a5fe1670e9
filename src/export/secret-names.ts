/**
 * Words that make the value beside them a secret, wherever they stand in a name: `x-csrf-token`, `accessToken`,
 * `CLIENT_SECRET`, `JSESSIONID`. Names of persons' data are among them: a report is posted in public.
 */
const secretWords = new Set(
  `apikey appkey assertion auth authentication authenticity authorization authtoken bearer challenge code cookie cred
  creds credential credentials csrf csrftoken cvc cvv email fcparams hmac iban jsessionid jwt key keys login mail mfa
  nonce oauth otp pass passcode passphrase passwd password phone phpsessid pin private pw pwd refresh saml samlrequest
  samlresponse secret secrets sess session sessionid sid sig sign signature signed ssn sso state ticket token tokens
  totp usg user username verifier xsrf xsrftoken vses2 shdf serverdata facetid appid`.split(/\s+/),
);

/** The same in URLs and forms, where a header of that name says something harmless (`ratelimit-reset`, `referrer-policy`). */
const secretValueWords = new Set(
  `access account activation ak bank birthday birthdate card chl claims clid confirm confirmation device dob dsn firstname
  fullname grant hash hdnea hdnts invitation invite lastname licence license magic mnemonic passport policy priv recovery
  reset salt sas seed serial sk surname tk uid unsubscribe verification verify wallet webhook`.split(/\s+/),
);

/** Names whose words only mean something together. */
const secretNames = new Set([
  'clientid',
  'relaystate',
  'xclientdata',
  'accountid',
  'userid',
  'deviceid',
  'visitorid',
  'accesskeyid',
  'refreshkey',
]);

/** The name of a query value, form field, cookie attribute or JSON member. */
export const isSecretName = remembered((name: string): boolean => {
  const words = wordsOf(name);
  return (
    words.some((word) => isSecretWord(word) || secretValueWords.has(word) || isUserId(word)) ||
    secretNames.has(words.join(''))
  );
});

const isSecretHeader = (name: string): boolean => {
  const words = wordsOf(name);
  return words.some(isSecretWord) || secretNames.has(words.join(''));
};

/** Segments of a path after which a secret often stands: `/password/reset/…`, `/hooks/…`. */
export const isSecretPlace = (segment: string): boolean =>
  /^(?:hooks?|bots?|callback|share|shared|magic-?links?|activate|confirm|unsubscribe|s)$/i.test(segment) ||
  isSecretName(segment);

/** The same few names come again with every request. */
function remembered<T>(answer: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const old = known.get(name);
    if (old !== undefined) return old;
    // Names from strangers must not fill the memory.
    if (known.size > 5_000 || name.length > 200) return answer(name);
    const fresh = answer(name);
    known.set(name, fresh);
    return fresh;
  };
}

/** `sessionid`, `authtoken`, `mypassword`, `pkey`: words that were run together. */
const isSecretWord = (word: string): boolean =>
  secretWords.has(word) ||
  /(?:token|secret|passw(?:or)?d|apikey|session|sessid|signature|credentials?)$/.test(word) ||
  /^(?:[a-z]{1,2}|access|account|auth|client|licen[cs]e|master|private|sign|sub|user)key$/.test(word);

/** `duid`, `puid`: somebody’s number at somebody’s. `uuid` and `guid` name anything. */
const isUserId = (word: string): boolean => /^[a-z]uid$/.test(word) && word !== 'uuid' && word !== 'guid';

const wordsOf = (name: string): string[] =>
  name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** Headers whose values are published, carry no secret by themselves and are what a diagnosis reads. */
const plainHeaders = new Set(
  `accept accept-ch accept-charset accept-encoding accept-language accept-patch accept-post accept-ranges age allow
  alt-svc alt-used cache-control cdn-cache-control cf-cache-status cf-mitigated cf-ray clear-site-data connection
  content-encoding content-language content-length content-location content-range
  content-security-policy content-security-policy-report-only cross-origin-embedder-policy
  cross-origin-opener-policy cross-origin-resource-policy date device-memory dnt document-policy downlink dpr
  early-data ect expect expires fly-request-id host if-modified-since
  if-unmodified-since keep-alive last-modified link location max-forwards nel non-authoritative-reason
  observe-browsing-topics origin origin-agent-cluster permissions-policy pragma priority proxy-authenticate
  proxy-connection purpose range referer referrer-policy refresh report-to reporting-endpoints retry-after rtt
  save-data server server-timing service-worker service-worker-allowed sourcemap status strict-transport-security
  surrogate-control te timing-allow-origin trailer transfer-encoding upgrade upgrade-insecure-requests user-agent vary
  via viewport-width warning width www-authenticate x-aspnet-version x-aspnetmvc-version x-azure-ref x-cache
  x-cache-hits x-content-type-options x-dns-prefetch-control x-download-options x-drupal-cache x-firefox-spdy
  x-frame-options x-generator x-permitted-cross-domain-policies x-powered-by x-proxy-cache x-request-id
  x-requested-with x-robots-tag x-runtime x-served-by x-sourcemap x-timer x-ua-compatible x-varnish x-version
  x-xss-protection :authority :method :path :scheme :status`.split(/\s+/),
);

const plainFamilies =
  /^(?:access-control-|sec-ch-|sec-fetch-|sec-gpc|sec-purpose|sec-websocket-(?:extensions|version)|x-rack-cors|x-ratelimit-|ratelimit|x-amz-cf-pop|x-amz-apigw-id|x-amzn-(?:errortype|requestid|remapped-)|x-amz-request-id|x-cache-|x-edge-|x-envoy-|x-kong-|x-vercel-(?:cache|id|error)|x-nf-|x-github-request-id|x-akamai-|x-fastly-|x-goog-(?:generation|hash|stored-)|x-sucuri-|x-litespeed-|x-turbo-|x-middleware-|x-nextjs-|x-matched-path|x-forwarded-(?:proto|port)|x-content-)/;

/** The CORS protocol's own: what one of them says is never a secret, whatever its name says. */
const corsHeader =
  /^access-control-(?:allow-(?:origin|credentials|methods|headers|private-network|local-network)|expose-headers|max-age|request-(?:method|headers|private-network|local-network))$/;

export type HeaderClass =
  | 'cookie'
  | 'set-cookie'
  /** The name says that the value is a secret. */
  | 'credential'
  /** The value is a URL, absolute or not. */
  | 'url'
  | 'link'
  | 'refresh'
  | 'content type'
  /** `WWW-Authenticate` and its kin. */
  | 'challenge'
  /** Text that may hold URLs. */
  | 'plain'
  /** Nobody has published what the value means. */
  | 'other';

const classes: ReadonlyMap<string, HeaderClass> = new Map([
  ['cookie', 'cookie'],
  ['cookie2', 'cookie'],
  ['set-cookie', 'set-cookie'],
  ['set-cookie2', 'set-cookie'],
  ['location', 'url'],
  ['content-location', 'url'],
  ['referer', 'url'],
  ['sourcemap', 'url'],
  ['x-sourcemap', 'url'],
  [':path', 'url'],
  ['link', 'link'],
  ['refresh', 'refresh'],
  ['content-type', 'content type'],
  ['www-authenticate', 'challenge'],
  ['proxy-authenticate', 'challenge'],
]);

/** What may be said about a header's value by its name alone. */
export const headerClass = remembered((name: string): HeaderClass => {
  const lower = name.toLowerCase();
  const special = classes.get(lower);
  if (special !== undefined) return special;
  if (corsHeader.test(lower) || plainHeaders.has(lower)) return 'plain';
  if (isSecretHeader(lower)) return 'credential';
  return plainFamilies.test(lower) ? 'plain' : 'other';
});
