import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import wabt from 'wabt';
import type { Scanner } from '../../../src/import/scanner';
import { scannerInScript } from '../../../src/import/scanner-in-script';
import { compiled, scannerInWasm } from '../../../src/import/scanner-in-wasm';

const source = fileURLToPath(new URL('../../../src/import/scanner.wat', import.meta.url));

/** When this fails the source was changed: what it shows goes into scanner-in-wasm.ts. */
test('what is compiled is the source', async () => {
  const { parseWat } = await wabt();
  const { buffer } = parseWat('scanner.wat', readFileSync(source, 'utf8'), { simd: true }).toBinary({});
  expect(compiled).toBe(Buffer.from(buffer).toString('base64'));
});

/** The same, said as plainly as can be. */
function plain(bytes: Uint8Array): Pick<Scanner, 'endOfString' | 'passNested' | 'nested'> {
  const nested = { value: 0 };
  const endOfString = (start: number, end: number): number => {
    for (let at = start; at < end; at++) {
      if (bytes[at] === 0x5c) at++;
      else if (bytes[at] === 0x22) return at;
    }
    return -1;
  };
  return {
    nested,
    endOfString,
    passNested(from, end) {
      for (let at = from; at < end; at++) {
        const character = String.fromCharCode(bytes[at] as number);
        if (character === '"') {
          const close = endOfString(at + 1, end);
          if (close < 0) return at;
          at = close;
        } else if ('{['.includes(character)) nested.value++;
        else if ('}]'.includes(character) && --nested.value === 0) return at + 1;
      }
      return end;
    },
  };
}

const texts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('"', '\\', '{', '}', '[', ']', '#', '!', ' ', '\u0000') },
    { weight: 1, arbitrary: fc.constantFrom('\\\\'.repeat(40), 'x'.repeat(7), 'x'.repeat(33), 'Ã\u00a2\u00db\u00fb') },
  ),
  { maxLength: 120 },
);

describe.each([
  ['in script', scannerInScript],
  ['in WebAssembly', scannerInWasm],
])('%s', (_, make) => {
  test('strings and values end where they end', () => {
    fc.assert(
      fc.property(texts, fc.nat(40), fc.integer({ min: 1, max: 5 }), (parts, from, open) => {
        const bytes = Buffer.from(parts.join(''), 'latin1');
        const start = Math.min(from, bytes.length);
        const { bytes: read, nested, endOfString, passNested } = make(bytes.length + 2);
        read.set(bytes);
        read.fill(0x22, bytes.length, bytes.length + 2);
        const wanted = plain(bytes);
        expect(endOfString(start, bytes.length)).toBe(wanted.endOfString(start, bytes.length));
        nested.value = open;
        wanted.nested.value = open;
        expect(passNested(start, bytes.length)).toBe(wanted.passNested(start, bytes.length));
        expect(nested.value).toBe(wanted.nested.value);
      }),
      { numRuns: 5_000 },
    );
  });

  test('a piece of any size', () => {
    const size = 300_000;
    const { bytes, endOfString } = make(size);
    bytes.fill(0x78, 0, size - 2);
    bytes.fill(0x22, size - 2, size);
    expect(endOfString(0, size)).toBe(size - 2);
    expect(endOfString(0, size - 2)).toBe(-1);
  });
});
