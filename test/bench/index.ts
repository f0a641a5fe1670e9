import { engine } from './engine';
import type { Bench, Figure } from './figure';
import { har } from './har';
import { importing } from './import';
import { networkPanel } from './network-panel';
import { overhead } from './overhead';
import { panel } from './panel';

/**
 * `npm run bench [-- --json] [-- name …]`: what CORS Lens costs, as ratios within one run and figures by name. Never a
 * timed test: machines differ, ratios within a run hold.
 */
const benches: Readonly<Record<string, Bench>> = {
  engine,
  har,
  import: importing,
  overhead,
  panel,
  'network-panel': networkPanel,
};

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  figures.push(...(await bench((what) => console.error(what))));
}

const width = Math.max(...figures.map(({ name }) => name.length));
for (const { name, value, unit, beside } of figures) {
  console.log(`${name.padEnd(width)}  ${round(value)} ${unit}  ${beside}`);
}
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(Object.fromEntries(figures.map(({ name, value }) => [name, round(value)]))));
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
