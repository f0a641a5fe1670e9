import { readFileSync } from 'node:fs';

/** `express 5.3.0, cors 2.8.6` */
export const nodeVersion = (...names: readonly string[]): string =>
  names
    .map((name) => {
      const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string };
      return `${name} ${version}`;
    })
    .join(', ');
