import type { CorsPolicy } from './fix';

/** GET, HEAD and POST pass every preflight, but most stacks also refuse the request itself when they are not listed. */
export const allowedMethods = ({ methods }: CorsPolicy): readonly string[] => [
  ...new Set(['GET', 'HEAD', 'POST', ...methods]),
];
