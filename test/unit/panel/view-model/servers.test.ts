import { describe, expect, test } from 'vitest';
import { serversOf } from '../../../../src/panel/view-model/servers';
import { http } from '../../../support/http';

const answering = (header: string) =>
  http(`
    GET https://api.example/items
    Origin: https://app.example

    200
    ${header}
  `);

describe('the servers to choose from', () => {
  test('begin with the one that the answer gives away', () => {
    const [first, second] = serversOf(answering('Server: nginx/1.25.3'), null);
    expect(first).toMatchObject({ id: 'nginx', likely: true, evidence: '`server: nginx/1.25.3` on the response' });
    expect(second).toMatchObject({ likely: false, evidence: '' });
  });

  test('begin with the one the reader chose before; the likely one is next', () => {
    const [first, second] = serversOf(answering('Server: nginx/1.25.3'), 'caddy');
    expect([first?.id, second?.id]).toEqual(['caddy', 'nginx']);
  });

  test('say whether their fixes were run on a real server', () => {
    const proofs = new Map(serversOf(answering('X: y'), null).map(({ id, proof }) => [id, proof]));
    expect(proofs.get('nginx')).toMatch(/^Its fixes were run on nginx \d.* with Chromium/);
    expect(proofs.get('azure-app-service')).toBe('Checked against documentation only: not run on a real server.');
  });
});
