import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import type { Exchange } from '../../../../src/exchange/exchange';
import { type Detail, detailOf } from '../../../../src/panel/view-model/detail';
import { plain } from '../../../../src/panel/view-model/text';
import { hostile, START, session } from '../../../support/session';

const detail = (id: string, siblings: readonly string[] = []): Detail => {
  const one = (which: string): Exchange => session.find((exchange) => exchange.id === which)!;
  const cases = siblings.map((sibling) => ({ exchange: one(sibling), verdict: diagnose(one(sibling)) }));
  return detailOf(one(id), diagnose(one(id)), cases, START + 16_000);
};
const answers = (id: string): string[] => detail(id).answers.map(({ answer }) => plain(answer));

describe('the five answers', () => {
  test.each([
    [
      'e13',
      [
        'Yes',
        'Preflight: OPTIONS → 401',
        'The status, then Allow-Origin',
        '204, https://app.example',
        'api.example, before login',
      ],
    ],
    ['e03', ['Yes', 'Response: GET → 200', 'Access-Control-Allow-Origin', 'https://app.example', 'cdn.example']],
    ['e02', ['Passed', 'Response: GET → 200', 'Access-Control-Allow-Origin', 'It is https://app.example', 'Nowhere']],
    ['e17', ['Not known yet', 'None yet', '–', '–', '–']],
  ])('%s', (id, expected) => expect(answers(id)).toEqual(expected));

  test('a failure that is not CORS asks for no header', () => {
    expect(answers('e16').slice(0, 4)).toEqual([
      'No: gateway answered 502',
      'Response: GET → 502',
      'None',
      'No header helps',
    ]);
    expect(detail('e16').change).toBeNull();
    expect(detail('e16').notCors?.evidence[0]).toEqual({ name: 'Status', value: '502 Bad Gateway' });
  });

  test('there are always five, and none is empty', () => {
    for (const exchange of [...session, ...hostile]) {
      const { answers: given } = detailOf(exchange, diagnose(exchange), [], START);
      expect(given).toHaveLength(5);
      for (const { answer } of given) expect(answer).not.toBe('');
    }
  });
});

describe('the story', () => {
  test('tells the deciding answer as a diff, the status first', () => {
    const answered = detail('e13').story.messages.find((message) => message.kind === 'answered')!;
    expect(answered).toMatchObject({ head: '401 Unauthorized', decision: 'refused', headNote: 'must be 2xx' });
    expect(answered.neededStatus).toMatchObject({ sign: 'needed', text: '204 No Content' });
    expect(answered.lines).toContainEqual(
      expect.objectContaining({
        sign: 'needed',
        name: 'access-control-allow-origin',
        text: 'https://app.example',
        note: 'missing',
      }),
    );
  });

  test('says what was never sent', () => {
    expect(detail('e13').story.messages.at(-1)).toEqual({
      kind: 'never sent',
      head: 'POST /v1/orders',
      why: 'never sent',
    });
    expect(detail('e09').story.reached).toBe(false);
  });

  test('shows a header that came twice as two lines', () => {
    const answered = detail('e05').story.messages.find((message) => message.kind === 'answered')!;
    expect(answered.lines.filter((line) => line.sign === 'sent')).toHaveLength(2);
    expect(answered.lines.filter((line) => line.sign === 'needed')).toHaveLength(1);
  });

  test('goes on after a redirect', () => {
    const { story } = detail('e18');
    expect(story.host).toBe('api.example → files.example');
    expect(story.messages.map((message) => message.kind)).toEqual(['sent', 'answered', 'sent', 'answered']);
    expect(story.messages.map((message) => (message.kind === 'answered' ? message.decision : ''))).toEqual([
      '',
      'passed',
      '',
      'refused',
    ]);
  });

  test('names the kept preflight', () => {
    expect(detail('e12').story.messages[0]).toEqual({
      kind: 'kept',
      text: 'preflight for PUT + content-type: answered from the preflight cache',
    });
  });

  test('waits', () => {
    expect(detail('e17').story.messages.at(-1)).toEqual({ kind: 'waiting', text: 'no answer yet' });
    expect(detail('e17').story.result).toBeNull();
  });

  test('marks the slash', () => {
    const answered = detail('e03').story.messages.find((message) => message.kind === 'answered')!;
    const sent = answered.lines.find((line) => line.sign === 'sent')!;
    expect(sent.value).toEqual([
      { text: 'https://app.example', marked: false },
      { text: '/', marked: true },
    ]);
  });
});

describe('one change for all requests of a problem', () => {
  const { change } = detail('e13', ['e14', 'e15']);

  test('joins their methods', () => {
    expect(change?.helps).toBe(3);
    const lines = change?.groups[0]?.lines.map((line) => `${line.sign} ${line.name ?? ''} ${line.text}`) ?? [];
    expect(lines).toContain('needed access-control-allow-methods PATCH, DELETE');
    expect(lines.slice(0, 2)).toEqual(['sent  401 Unauthorized', 'needed  204 No Content']);
  });

  test('renders one policy', () => {
    expect(change?.policy).toMatchObject({ origins: ['https://app.example'], credentials: false, path: '/v1/' });
    expect(change?.policy?.methods).toEqual(expect.arrayContaining(['PATCH', 'DELETE']));
  });

  test('is copied as text', () => {
    expect(change?.copyText).toContain('# On the preflight (OPTIONS)\n- 401');
    expect(change?.copyText).toContain('+ Access-Control-Allow-Origin: https://app.example');
  });
});

describe('the table', () => {
  test('has one line per check with the three columns', () => {
    const [group] = detail('e13').checks;
    expect(group?.title).toBe('Preflight answer');
    expect(group?.rows.map((row) => [row.name, row.receivedText, row.neededText, row.tag])).toMatchInlineSnapshot(`
      [
        [
          "Allow-Origin",
          "",
          "https://app.example",
          "stopped here",
        ],
        [
          "Allow-Credentials",
          "",
          "true, if sent with credentials",
          "",
        ],
        [
          "Status",
          "401 Unauthorized",
          "204 No Content",
          "the cause",
        ],
        [
          "Allow-Methods",
          "",
          "",
          "",
        ],
        [
          "Allow-Headers",
          "",
          "authorization, content-type",
          "fails next",
        ],
      ]
    `);
  });
});

test('whatever strangers send is told, and no name or path is a megabyte', () => {
  for (const exchange of hostile) {
    const told = detailOf(exchange, diagnose(exchange), [], START);
    expect(told.title).not.toBe('');
    expect(told.path.length).toBeLessThan(2_001);
    for (const message of told.story.messages) if ('head' in message) expect(message.head.length).toBeLessThan(300);
  }
});

describe('a failure that no header helps against', () => {
  test.each(['e09', 'e16'])('%s: each step is something to do, and nothing is told twice', (id) => {
    const told = detail(id);
    for (const step of told.notCors?.steps ?? []) expect(step).toMatch(/^(?:Allow|Bring) /);
    expect(told.notCors?.steps).toHaveLength(1);
    expect(told.others.map(({ title }) => title)).not.toContain(told.title);
  });
});
