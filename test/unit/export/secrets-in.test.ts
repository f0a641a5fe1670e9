import { expect, test } from 'vitest';
import { harOf } from '../../../src/export/har';
import { secretsIn } from '../../../src/export/redact';
import { hideAll } from '../../../src/export/redaction';
import { plantedExchanges } from '../../support/planted-secrets';
import { noVerdict } from '../../support/verdict';

test('the preview shows what stands in the file, letter for letter', () => {
  const har = JSON.stringify(harOf(plantedExchanges, { creator: { name: 'x', version: '0' } }, () => () => noVerdict));
  const secrets = secretsIn(plantedExchanges, hideAll);
  expect(secrets.length).toBeGreaterThan(500);
  expect(new Set(secrets.map(({ exchange }) => exchange)).size).toBe(plantedExchanges.length);
  // Of URLs in running text parts are met that the whole of it hides again.
  const whole = secrets.filter(({ kind }) => kind !== 'urls');
  expect(whole.length).toBeGreaterThan(500);
  expect(whole.filter(({ inFile }) => !har.includes(inFile)).slice(0, 3)).toEqual([]);
});
