import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frameworks } from '../../../src/fixes/frameworks';
import { columns } from '../../fixes/policies';
import { fingerprintOf, isPossible } from '../../fixes/table';
import { proofs, readTable, withTable } from '../../fixes/table-file';

const table = readTable();

describe.each(frameworks.map((framework) => [framework.id, framework] as const))(
  'the table says of %s',
  (id, framework) => {
    const row = table.find((one) => one.id === id);

    it('what the snippets of today came to', () => {
      expect(row?.fingerprint, 'the snippets changed: npm run test:fixes').toBe(fingerprintOf(framework));
    });

    it('what the framework says of itself', () => {
      expect(framework.provenOn).toBe(proofs(table)[id] ?? null);
      for (const column of columns) expect(row?.cells[column] !== 'cannot', column).toBe(isPossible(framework, column));
    });

    it('nothing is proven that did not run', () => {
      if (row?.ranOn === null) expect(Object.values(row.cells)).not.toContain('proven');
    });
  },
);

it('the README shows this table', () => {
  const text = existsSync('README.md') ? readFileSync('README.md', 'utf8') : '';
  expect(withTable(text, table)).toBe(text);
});
