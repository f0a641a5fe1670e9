import { expect, test } from 'vitest';
import { measureInFirefoxes } from '../lab/agreement/firefox';
import { disagreements } from '../lab/agreement/report';
import { scenarios } from '../lab/scenarios/index';

/** ms; alone it takes two minutes, beside other work twice as long. */
const PATIENCE = 15 * 60_000;

/** What is not shown to an extension, and in which scenarios a verdict hangs on it. */
const hanging = 'the credentials mode shows only in a cookie, in a refusal that Firefox reports, or by the page hook';
const undecidable: Readonly<Record<string, readonly string[]>> = {
  [hanging]: [
    'burst',
    'credentials-missing-header',
    'credentials-twice',
    'credentials-value-1',
    'credentials-value-capital',
    'credentials-value-empty',
    'credentials-value-false',
    'credentials-value-upper-case',
    'credentials-value-yes',
    'credentials-wildcard',
    'credentials-wildcard-alone',
    'credentials-xhr-wildcard',
    'image-use-credentials-wildcard',
    'preflight-good-response-credentials',
    'redirect-tainted-wildcard-credentials',
  ],
  'the redirect modes `error` and `manual` look alike without the page hook': ['redirect-mode-error'],
  'a redirect that the page’s policy forbids ends like one that is refused for its credentials, without the page hook':
    ['csp-redirect'],
  'Firefox names neither the tab nor the origin of a shared worker made of a `data:` URL': [
    'data-shared-worker-get',
    'data-shared-worker-put',
  ],
  'Firefox shows an extension no event of such a request': ['scheme-ftp'],
};

test(
  'of every request of every scenario the panel says what Firefox’s console says, as far as Firefox shows it to an extension',
  async () => {
    const { compared, undecided, chosen } = await measureInFirefoxes({ scenarios, firefoxes: 3, hook: false });
    expect(disagreements(compared)).toEqual([]);
    // Firefox reports such a refusal when it comes before the body was read, so which of these it tells is chance.
    const hangs = ({ missing, reason }: (typeof undecided)[number]) =>
      missing === hanging && (reason === 'CORSMissingAllowCredentials' || reason === 'CORSNotSupportingCredentials');
    const unnamed = undecided.filter((one) => !hangs(one) && !undecidable[one.missing]?.includes(one.scenario));
    expect(unnamed).toEqual([]);

    // Agreement about nothing is none: what Chromium refuses is compared here, too, but for what Firefox never begins.
    const seen = new Set(compared.map(({ protocol }) => protocol.scenario));
    const refused = chosen.filter(
      ({ id, expects }) => seen.has(id) && expects.some((outcome) => /^[A-Z]/.test(outcome)),
    );
    expect(refused.length).toBeGreaterThan(200);
    const reasons = new Set(
      compared.map(({ protocol }) => protocol.verdict).filter((verdict) => verdict.startsWith('CORS')),
    );
    expect(reasons.size).toBeGreaterThan(9);
  },
  PATIENCE,
);

test(
  'the switch tells what hangs on the credentials mode, the redirect mode and the policy of the page',
  async () => {
    // Images and other loads are no calls of the page's.
    const told = new Set(
      [
        ...(undecidable[hanging] ?? []),
        'redirect-mode-error',
        'csp-redirect',
        'csp-connect-src',
        'mode-same-origin',
      ].filter((id) => !id.startsWith('image-')),
    );
    const { compared, undecided } = await measureInFirefoxes({
      scenarios,
      isChosen: ({ id }) => told.has(id),
      firefoxes: 1,
      hook: true,
    });
    expect(disagreements(compared)).toEqual([]);
    expect(undecided).toEqual([]);
    expect(
      compared.filter(({ protocol }) => protocol.verdict === 'CORSMissingAllowCredentials').length,
    ).toBeGreaterThan(6);
  },
  PATIENCE,
);
