import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { posixWord } from '../../../src/export/posix-word';
import { bodies } from '../../support/hostile-request';

/** Zero cannot be handed over. */
const texts = fc.oneof(bodies, fc.string({ unit: 'binary' })).map((text) => text.replaceAll('\0', ''));

test('a real shell takes each text as one word, to the letter', () => {
  fc.assert(
    fc.property(fc.array(texts, { minLength: 20, maxLength: 20 }), (all) => {
      const print = 'for word do printf \'%s\\0\' "$word"; done';
      const out = execFileSync('sh', ['-c', `set -- ${all.map(posixWord).join(' ')}\n${print}`], { encoding: 'utf8' });
      expect(out.split('\0').slice(0, -1)).toEqual(all);
    }),
    { numRuns: 20 },
  );
}, 30_000);

test('and so does fish, with its own escapes in single quotes', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(throughFish(posixWord(text))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('nothing in it is for the terminal, and no line break leaves `!` to a history', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const word = posixWord(text);
      expect(word).not.toMatch(/[^\P{Cc}\n]/u);
      if (word.includes('\n')) expect(word.replaceAll('\\!', '')).not.toContain('!');
    }),
    { numRuns: 500 },
  );
});

/** https://fishshell.com/docs/current/language.html#quotes; of substitutions it knows the one that is written. */
function throughFish(word: string): string {
  return word.replace(
    /'((?:\\[\\']|[^'])*)'|\\(.)|"\$\(printf '((?:\\[0-7]{3})+)'\)"|[\s\S]/g,
    (found, quoted?: string, escaped?: string, printed?: string) => {
      if (quoted !== undefined) return quoted.replace(/\\([\\'])/g, '$1');
      if (escaped !== undefined) return escaped;
      if (printed === undefined) throw new Error(`fish would act on ${found} in ${word}`);
      return Buffer.from(
        printed
          .split('\\')
          .slice(1)
          .map((byte) => Number.parseInt(byte, 8)),
      ).toString('utf8');
    },
  );
}
