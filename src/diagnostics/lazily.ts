type Makers<Lazy, Source> = { readonly [Key in keyof Lazy]: (source: Source) => Lazy[Key] };

/**
 * For facts of which most are never read: objects with members that are made when they are first read, each once.
 *
 * One prototype has the getters. In an object literal each object would bring its own, and V8 keeps such objects as
 * dictionaries: they take ten times as long to make (measured in Node 20 and Chromium 156), and of a long list of verdicts most
 * outlived the collection of young objects (Node 20).
 *
 * @param makers what is made of `source`
 * @returns a function of the members that are there from the start
 */
export function lazily<Lazy extends object, Source>(
  makers: Makers<Lazy, Source>,
): <Plain extends object>(plain: Plain, source: Source) => Readonly<Plain & Lazy> {
  const keys = Object.keys(makers) as (keyof Lazy & string)[];

  class Lazily {
    readonly #source: Source;
    readonly #made: Partial<Lazy> = {};
    constructor(plain: object, source: Source) {
      this.#source = source;
      Object.assign(this, plain);
    }
    static read<Key extends keyof Lazy>(self: Lazily, key: Key): Lazy[Key] {
      const made = self.#made;
      if (!(key in made)) made[key] = makers[key](self.#source);
      return made[key] as Lazy[Key];
    }
    /** With all members, though those of the prototype are not its own. */
    toJSON(): object {
      return { ...this, ...Object.fromEntries(keys.map((key) => [key, Lazily.read(this, key)])) };
    }
  }
  for (const key of keys) {
    Object.defineProperty(Lazily.prototype, key, {
      enumerable: true,
      get(this: Lazily) {
        return Lazily.read(this, key);
      },
    });
  }
  return <Plain extends object>(plain: Plain, source: Source) =>
    new Lazily(plain, source) as unknown as Readonly<Plain & Lazy>;
}
