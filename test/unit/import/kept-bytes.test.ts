import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keptBytes } from '../../../src/import/kept-bytes';

test('whatever is forgotten, the rest is where it was', () => {
  const steps = fc.array(fc.record({ bytes: fc.uint8Array({ maxLength: 20 }), forget: fc.boolean() }), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(steps, fc.nat(8), fc.nat(40), (all, head, room) => {
      const kept = keptBytes(room);
      const everything: number[] = [];
      let from = 0;
      for (const { bytes, forget } of all) {
        kept.keep(Uint8Array.of(0xff, ...bytes, 0xff), 1, 1 + bytes.length);
        everything.push(...bytes);
        if (!forget || everything.length < head) continue;
        from = everything.length;
        kept.forget(head, from);
      }
      expect(kept.length).toBe(everything.length);
      expect([...kept.part(from, kept.length)]).toEqual(everything.slice(from));
      const start = Math.min(head, everything.length);
      expect([...kept.part(0, start)]).toEqual(everything.slice(0, start));
    }),
  );
});
