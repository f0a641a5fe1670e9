import type { CorsPolicy } from './fix';

/** Many libraries write every method in capitals; browsers compare letter by letter. Null: all are in capitals already. */
export function lowerCaseMethod({ methods }: CorsPolicy, library: string): string | null {
  const method = methods.find((name) => name !== name.toUpperCase());
  if (method === undefined) return null;
  return `${library} writes every method in capitals, so \`${method}\` never matches: let the page send \`${method.toUpperCase()}\`.`;
}
