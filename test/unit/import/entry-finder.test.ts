import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyCutter, withoutBodies } from '../../../src/import/without-bodies';

const strip = (text: string): string => Buffer.from(withoutBodies(Buffer.from(text))).toString();
const long = 'x'.repeat(2_000);

test('a long body is emptied, whatever stands around the colon', () => {
  for (const gap of ['', ' ', '\n\t ']) {
    const file = `{"content":{"size":1,"text"${gap}:${gap}${JSON.stringify(`${long}"\\`)},"encoding":"base64"}}`;
    expect(JSON.parse(strip(file))).toEqual({ content: { size: 1, text: '', encoding: 'base64' } });
  }
});

test('a request’s body stays, and so does what is short', () => {
  const file = JSON.stringify({ postData: { mimeType: 'a/b', text: long }, content: { text: 'short' } });
  expect(strip(file)).toBe(file);
});

test('a value "text" and quotes within strings are no member', () => {
  const file = JSON.stringify({ name: 'text', value: long, other: `"text":"${long}"`, more: '\\"text\\":' });
  expect(strip(file)).toBe(file);
});

test('whatever the JSON, it stays JSON, and only long texts are changed', () => {
  const string = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('text', '"text":"', 'text":"\\', long, `\\${long}"`, `${long}\\`, '"postData"'),
  );
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'medium' },
      string,
      fc.integer(),
      fc.constant(null),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(fc.constantFrom('text', 'content', 'postData'), string), tie('node'), { maxKeys: 5 }),
    ),
  })).node;
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 1, '\t'), (node, indent) => {
      const after = JSON.parse(strip(JSON.stringify(node, null, indent))) as unknown;
      expect(same(node, after)).toBe(true);
    }),
    { numRuns: 500 },
  );
}, 60_000);

/** Equal but for long strings under a name that ends in "text", which may be empty. */
function same(before: unknown, after: unknown, name = ''): boolean {
  if (typeof before === 'string')
    return before === after || (after === '' && before.length > 500 && name.endsWith('text'));
  if (typeof before !== 'object' || before === null) return before === after;
  if (typeof after !== 'object' || after === null) return false;
  const names = Object.keys(before);
  return (
    names.length === Object.keys(after).length &&
    names.every((key) => same((before as Record<string, unknown>)[key], (after as Record<string, unknown>)[key], key))
  );
}

test('a file cut off in a body comes back as it was', () => {
  const file = `{"content":{"text":"${long}`;
  expect(strip(file)).toBe(file);
});

test('read in pieces it is the same, wherever they part', () => {
  const file = Buffer.from(
    `{"a":{"content" : {"text" : ${JSON.stringify(`${long}"\\\\"text":"`)}}},"postData":{"text":"${long}"},"text":"${long}\\\\","text":1}`,
  );
  const wanted = Buffer.from(withoutBodies(file)).toString();
  expect(wanted.length).toBeLessThan(file.length - 3_900);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: file.length }), { maxLength: 12 }), (cuts) => {
      const bytes = Buffer.alloc(file.length);
      const cutter = bodyCutter(bytes);
      let done = 0;
      for (const end of [...cuts.sort((a, b) => a - b), file.length]) {
        file.copy(bytes, done, done, end);
        done = end;
        cutter.upTo(end);
      }
      expect(Buffer.from(cutter.rest()).toString()).toBe(wanted);
    }),
  );
});
