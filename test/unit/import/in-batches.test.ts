import { describe, expect, test } from 'vitest';
import { importHar } from '../../../src/import/har';
import { type ImportMessage, importInBatches } from '../../../src/import/in-batches';
import { entry, har } from '../../support/har-file';

async function messagesOf(...parts: BlobPart[]): Promise<ImportMessage[]> {
  const all: ImportMessage[] = [];
  for await (const message of importInBatches(new Blob(parts))) all.push(message);
  return all;
}

const body = 'x'.repeat(5_000);
const many = har(
  'WebInspector',
  Array.from({ length: 450 }, (_, index) =>
    entry({
      url: `https://api.example/${index}`,
      at: index,
      moreResponse: { content: { size: 5_000, mimeType: 'text/plain', text: body } },
    }),
  ),
  {
    pages: [
      { id: 'page_1', title: 'https://app.example/', startedDateTime: '2026-11-20T12:00:00.000Z', pageTimings: {} },
    ],
  },
);

test('batches are the exchanges of the whole file, as a message can carry them', async () => {
  const messages = await messagesOf(many);
  const batches = messages.flatMap((message) => (message.type === 'exchanges' ? [message.exchanges] : []));
  expect(batches.map((batch) => batch.length)).toEqual([100, 100, 100, 100, 50]);
  const whole = importHar(many);
  expect(structuredClone(batches.flat())).toEqual(whole.ok && structuredClone(whole.exchanges));
  expect(messages.at(-1)).toMatchObject({
    type: 'done',
    count: 450,
    leftOut: [],
    recorder: 'WebInspector',
    pages: [{ url: 'https://app.example/' }],
  });
});

test('progress only goes on', async () => {
  const messages = await messagesOf(many);
  const order = ['reading', 'parsing', 'pairing'];
  const seen = messages.flatMap((message) =>
    message.type === 'progress' ? [order.indexOf(message.phase) + message.done / message.all] : [],
  );
  expect(seen.length).toBeGreaterThan(6);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

describe('one sentence, and no exchange, for', () => {
  test.each([
    ['nothing', '', /empty/],
    ['a file cut off', many.slice(0, -100), /cut off/],
    ['other JSON', '[]', /list/],
  ])('%s', async (_, text, sentence) => {
    const messages = await messagesOf(text);
    expect(messages.filter((message) => message.type === 'exchanges')).toEqual([]);
    expect(messages.at(-1)).toMatchObject({ type: 'unusable', sentence: expect.stringMatching(sentence) });
  });
});

test('UTF-16 is read', async () => {
  const text = Buffer.from(`\uFEFF${har('x', [entry({})])}`, 'utf16le');
  expect((await messagesOf(text)).at(-1)).toMatchObject({ type: 'done', count: 1 });
  expect((await messagesOf(Buffer.from(text).swap16())).at(-1)).toMatchObject({ type: 'done', count: 1 });
});

test('whoever stops listening stops the reading', async () => {
  let told = 0;
  for await (const message of importInBatches(new Blob([many]))) {
    told++;
    if (message.type === 'exchanges') break;
  }
  expect(told).toBeLessThan((await messagesOf(many)).length);
});
