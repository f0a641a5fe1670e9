import { describe, expect, it } from 'vitest';
import type { Exchange, Response } from '../../../src/exchange/exchange';
import type { HeaderList } from '../../../src/fetch-standard/header-list';
import { likelyServer } from '../../../src/fixes/likely-server';

const response = (headerList: HeaderList): Response => ({
  status: 200,
  statusText: 'OK',
  headerList,
  deliveredHeaderList: null,
  fromCache: null,
  ip: null,
  receivedAt: null,
});

const exchange = (answer: HeaderList | null, preflight: HeaderList | null = null, url = 'https://api.example/v1') => {
  const request = {
    method: 'GET',
    url,
    headerList: null,
    composedHeaderList: null,
    startedAt: null,
    sentAt: null,
    network: null,
  };
  const end = { state: 'completed', at: 0 } as const;
  return {
    id: '1',
    browser: 'chromium',
    tabId: 1,
    frameId: 0,
    documentId: null,
    initiator: 'https://app.example',
    resourceType: 'xmlhttprequest',
    startedAt: 0,
    hops: [
      {
        request,
        preflight: preflight && { requestId: '2', request, response: response(preflight), end },
        response: answer && response(answer),
      },
    ],
    end,
    page: null,
    invisible: null,
  } satisfies Exchange;
};

const guess = (...[answer, preflight, url]: Parameters<typeof exchange>) => {
  const likely = likelyServer(exchange(answer, preflight, url));
  return likely && [likely.framework.id, likely.evidence];
};

describe('the likely server', () => {
  it.each([
    [[['X-Powered-By', 'Express']], 'express', '`x-powered-by: Express`'],
    [[['Server', 'Kestrel']], 'asp-net-core', '`server: Kestrel`'],
    [[['Server', 'Werkzeug/3.0.1 Python/3.12.1']], 'flask', '`server: Werkzeug/3.0.1`'],
    [[['Set-Cookie', 'csrftoken=secret; Path=/']], 'django', 'the cookie `csrftoken`'],
    [[['Set-Cookie', 'a=1\nlaravel_session=secret']], 'laravel', 'the cookie `laravel_session`'],
    [[['set-cookie', 'JSESSIONID=secret']], 'spring-boot', 'the cookie `JSESSIONID`'],
    [[['Server', 'nginx/1.25.3']], 'nginx', '`server: nginx/1.25.3`'],
  ] satisfies [HeaderList, string, string][])('%j → %s', (headerList, id, evidence) => {
    expect(guess(headerList)).toEqual([id, `${evidence} on the response`]);
  });

  it('prefers the application to the proxy before it', () => {
    expect(
      guess([
        ['Server', 'nginx'],
        ['X-Powered-By', 'Express'],
      ]),
    ).toEqual(['express', '`x-powered-by: Express` on the response']);
  });

  it('reads the preflight answer when there is no other', () => {
    expect(guess(null, [['Server', 'nginx/1.25.3']])).toEqual([
      'nginx',
      '`server: nginx/1.25.3` on the preflight answer',
    ]);
  });

  it("takes Spring's Vary on the response only: others vary preflight answers alike", () => {
    const vary: HeaderList = [
      ['Vary', 'Origin'],
      ['Vary', 'Access-Control-Request-Method'],
      ['Vary', 'Access-Control-Request-Headers'],
    ];
    expect(guess(vary)?.[0]).toBe('spring-boot');
    expect(guess(null, vary)).toBeNull();
  });

  it('is nobody when nothing tells', () => {
    expect(guess([['Content-Type', 'application/json']])).toBeNull();
    expect(guess(null)).toBeNull();
  });

  it("shows no cookie's value and no endless header", () => {
    expect(JSON.stringify(guess([['Set-Cookie', 'connect.sid=s3cret']]))).not.toContain('s3cret');
    expect(guess([['Server', `nginx/${'x'.repeat(9000)}`]])?.[1]?.length).toBeLessThan(100);
  });
});
