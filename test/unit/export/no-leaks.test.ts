import { expect, test } from 'vitest';
import { curlOf } from '../../../src/export/curl';
import { harOf } from '../../../src/export/har';
import { markdownOf } from '../../../src/export/markdown';
import { markdownSummaryOf } from '../../../src/export/markdown-summary';
import { importHar } from '../../../src/import/har';
import { leaksIn, pageUrl, plantedCount, plantedExchanges, plantedHar } from '../../support/planted-secrets';
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

test('no secret of a file of another tool leaves the panel it was opened in', () => {
  const read = importHar(JSON.stringify(plantedHar('WebInspector')));
  if (!read.ok) throw new Error(read.sentence);
  const { exchanges, pages } = read;
  // With the real verdicts, which quote what they speak of.
  expect(leaksIn(JSON.stringify(harOf(exchanges, { creator, pages })))).toEqual([]);
  expect(leaksIn(markdownSummaryOf(exchanges))).toEqual([]);
  for (const exchange of exchanges) {
    expect(leaksIn(markdownOf(exchange))).toEqual([]);
    for (const shell of ['posix', 'powershell', 'cmd'] as const)
      expect(leaksIn(curlOf(exchange, { shell }))).toEqual([]);
  }
}, 60_000);

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
