import { defineProperty, getOwnPropertyDescriptor } from './native';

/** A method as the page calls it. */
export type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Puts a wrapper in the place of a method. It takes over name, length and how the property is defined; that its source
 * is not native can be seen.
 *
 * @param wrap makes it of the native method; to be written as an object's method, which is no constructor either.
 * @returns puts the native one back, unless somebody has wrapped the wrapper meanwhile: then that stays what it is, and
 *   the wrapper, which knows that it is off, only passes on.
 */
export function replaceMethod(target: object, name: string, wrap: (native: Method) => Method): () => void {
  const descriptor = getOwnPropertyDescriptor(target, name);
  if (typeof descriptor?.value !== 'function') return () => {};
  const native = descriptor.value as Method;
  const wrapper = wrap(native);
  for (const key of ['name', 'length']) {
    const own = getOwnPropertyDescriptor(native, key);
    if (own !== undefined) defineProperty(wrapper, key, own);
  }
  defineProperty(target, name, { ...descriptor, value: wrapper });
  return () => {
    if (getOwnPropertyDescriptor(target, name)?.value === wrapper) defineProperty(target, name, descriptor);
  };
}
