import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/exchange/exchange';
import type { HeaderList } from '../../../src/fetch-standard/header-list';
import { clientChangeText } from '../../../src/fixes/client-changes';
import type { ClientChange } from '../../../src/fixes/fix';

const changes: readonly ClientChange[] = [
  'leave-credentials-out',
  'send-safelisted-content-type',
  'drop-request-header',
  'upper-case-method',
  'call-final-url',
  'use-dev-proxy',
  'use-own-backend',
  'drop-mode-same-origin',
];

const exchange = (method: string, url: string, asked: string | null, location: string | null): Exchange => {
  const request = {
    method,
    url,
    headerList: asked === null ? [] : ([['Access-Control-Request-Headers', asked]] as HeaderList),
    composedHeaderList: null,
    startedAt: null,
    sentAt: null,
    network: null,
  };
  const end = { state: 'failed', at: 0, error: 'net::ERR_FAILED' } as const;
  const response = location === null ? null : { ...empty, headerList: [['Location', location]] as HeaderList };
  return {
    id: '1',
    browser: null,
    tabId: 1,
    frameId: 0,
    documentId: null,
    initiator: null,
    resourceType: 'xmlhttprequest',
    startedAt: 0,
    hops: [{ request, preflight: { requestId: '2', request, response, end }, response: null }],
    end,
    page: null,
    invisible: null,
  };
};

const empty = { status: 301, statusText: '', deliveredHeaderList: null, fromCache: null, ip: null, receivedAt: null };

const blocked = exchange(
  'patch',
  'https://user:pw@api.example/v1/orders?token=s3cret',
  'authorization,traceparent',
  '/v1/orders/?token=s3cret',
);

it.each(changes)('%s is said in words', (change) => {
  const { title, explanation, code } = clientChangeText(change, blocked);
  expect(title).not.toMatch(/[.!]$/);
  expect(explanation).toMatch(/\.$/);
  expect(`${title}${explanation}${code}`).not.toMatch(/s3cret|user:pw/);
});

describe('with the real values', () => {
  it('the method', () => {
    expect(clientChangeText('upper-case-method', blocked).title).toBe('Write the method as `PATCH`');
  });

  it('the address it ends at', () => {
    const { explanation, code } = clientChangeText('call-final-url', blocked);
    expect(explanation).toContain('`https://api.example/v1/orders` redirects to `https://api.example/v1/orders/`');
    expect(code).toBe("await fetch('https://api.example/v1/orders/');\n");
  });

  it('the headers', () => {
    expect(clientChangeText('drop-request-header', blocked).explanation).toContain(
      'Of `authorization`, `traceparent`, every one the server does not need',
    );
  });

  it('the dev proxy', () => {
    const { code, others } = clientChangeText('use-dev-proxy', blocked);
    expect(code).toContain("'/v1': { target: 'https://api.example', changeOrigin: true }");
    expect(others?.map(({ label }) => label)).toEqual(['webpack (webpack-dev-server)', 'Next.js (rewrites)']);
  });
});

it.each(["http://[bad/'\n", 'data:,', '', 'file:///etc/passwd'])('says something sensible about %j', (url) => {
  for (const change of changes) {
    for (const location of [null, 'http://[bad', "'\n"]) {
      const { explanation } = clientChangeText(change, exchange("a'b", url, null, location));
      expect(explanation.length).toBeGreaterThan(20);
    }
  }
});
