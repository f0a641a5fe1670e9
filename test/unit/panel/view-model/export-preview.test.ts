import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import { handOver } from '../../../../src/panel/hand-over';
import { exportPreviewOf } from '../../../../src/panel/view-model/export-preview';
import { rowOf } from '../../../../src/panel/view-model/row';
import { session } from '../../../support/session';

const all = session.map((exchange) => rowOf(exchange, diagnose(exchange)));
const shown = all.filter((row) => row.server === 'https://auth.example');
const preview = (choice: Partial<Parameters<typeof exportPreviewOf>[0]>) =>
  exportPreviewOf({ scope: 'all', keep: [], alsoHide: '', ...choice }, { all, shown }, handOver.secrets);

test('everything secret is hidden unless the reader says otherwise', () => {
  const { rows, kept, words } = preview({});
  expect(kept).toBe(0);
  expect(rows.every((row) => row.hidden)).toBe(true);
  expect(words).toMatch(/values hidden in \d+ requests/);
});

test('what is kept is counted, and shown as it will be', () => {
  const { rows, kept } = preview({ keep: ['cookies'] });
  expect(kept).toBeGreaterThan(0);
  expect(rows.find((row) => !row.hidden)?.inFile).toContain('1f0c');
});

describe('scope', () => {
  test('counts are of each scope, exchanges of the chosen one', () => {
    const { counts, exchanges } = preview({ scope: 'shown' });
    expect(counts).toEqual({ shown: 1, problems: all.filter((row) => row.problem !== null).length, all: all.length });
    expect(exchanges.map((exchange) => exchange.id)).toEqual(['e04']);
  });
});

test('names to hide beside may be separated as one likes', () => {
  expect(preview({ alsoHide: ' x-tenant-id,  x-user\nx-b ' }).redaction.alsoHide).toEqual([
    'x-tenant-id',
    'x-user',
    'x-b',
  ]);
});
