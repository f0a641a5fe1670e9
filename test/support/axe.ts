import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'puppeteer';

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong in a document: rule, and which element; nothing when all is well. */
export async function violations(document: Frame | Page): Promise<string[]> {
  await document.evaluate(await axe);
  return told((await document.evaluate('axe.run(document)')) as AxeResults);
}

/** The same where scripts are bodies of functions, as in Firefox's panel. */
export async function violationsIn(run: (body: string) => Promise<unknown>): Promise<string[]> {
  return told((await run(`${await axe}; return await axe.run(document);`)) as AxeResults);
}

const told = ({ violations }: AxeResults): string[] =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
