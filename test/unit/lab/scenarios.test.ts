import { expect, test } from 'vitest';
import { scenarios } from '../../lab/scenarios/index';

test('ids are unique and fit into a URL', () => {
  const ids = scenarios.map(({ id }) => id);
  expect(ids.filter((id) => !/^[a-z0-9-]+$/.test(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});
