import { expect, test } from 'vitest';
import { curlOf } from '../../../src/export/curl';
import { harOf } from '../../../src/export/har';
import { markdownOf } from '../../../src/export/markdown';
import { markdownSummaryOf } from '../../../src/export/markdown-summary';
import { leaksIn, pageUrl, plantedCount, plantedExchanges } from '../../support/planted-secrets';
import { noVerdict } from '../../support/verdict';

const creator = { name: 'CORS Lens', version: '0.1.0' };
const silent = () => () => noVerdict;

test('the corpus holds secrets', () => {
  expect(plantedCount()).toBeGreaterThan(1000);
  expect(leaksIn(JSON.stringify(plantedExchanges) + pageUrl)).toHaveLength(plantedCount());
});

test('no secret leaves in a HAR', () => {
  const har = harOf(plantedExchanges, { creator, pages: [{ url: pageUrl, at: 0 }] }, silent);
  expect(leaksIn(JSON.stringify(har, null, 1))).toEqual([]);
});

test.each(['posix', 'powershell', 'cmd'] as const)('no secret leaves in cURL for %s', (shell) => {
  for (const exchange of plantedExchanges) expect(leaksIn(curlOf(exchange, { shell }, silent()))).toEqual([]);
});

test('no secret leaves in Markdown', () => {
  for (const exchange of plantedExchanges) expect(leaksIn(markdownOf(exchange, {}, silent()))).toEqual([]);
  const blocked = () => ({ ...noVerdict, outcome: 'blocked' as const });
  expect(leaksIn(markdownSummaryOf(plantedExchanges, {}, () => blocked))).toEqual([]);
});

test('what CORS needs stays', () => {
  const har = JSON.stringify(harOf(plantedExchanges, { creator }, silent));
  for (const kept of [
    'https://app.example',
    'Access-Control-Allow-Origin',
    '"Vary","value":"Origin"',
    'api.example/v1/orders',
    'q=lamp',
    'SameSite=None',
    'application/json',
  ]) {
    expect(har).toContain(kept);
  }
});
