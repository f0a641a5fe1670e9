import type { Compared } from './compare';

export interface Summary {
  readonly browser: 'chromium';
  readonly agree: number;
  readonly all: number;
  /** By the browser's verdict: a CorsError, `allowed`, `net::ERR_…`, `blocked …`. */
  readonly byError: Readonly<Record<string, readonly [agree: number, all: number]>>;
}

export function summaryOf(compared: readonly Compared[]): Summary {
  const byError: Record<string, [number, number]> = {};
  for (const { protocol, differences } of compared) {
    const [agree, all] = byError[protocol.verdict] ?? [0, 0];
    byError[protocol.verdict] = [agree + (differences.length === 0 ? 1 : 0), all + 1];
  }
  return {
    browser: 'chromium',
    agree: compared.filter(({ differences }) => differences.length === 0).length,
    all: compared.length,
    byError: Object.fromEntries(Object.entries(byError).sort(([a], [b]) => a.localeCompare(b))),
  };
}

export function table({ byError }: Summary): string {
  const width = Math.max(0, ...Object.keys(byError).map(({ length }) => length));
  return Object.entries(byError)
    .map(([error, [agree, all]]) => `${error.padEnd(width)}  ${agree} / ${all}${agree === all ? '' : '  ←'}`)
    .join('\n');
}

/** Each with both sides. */
export const disagreements = (compared: readonly Compared[]): string[] =>
  compared
    .filter(({ differences }) => differences.length > 0)
    .map(({ protocol, panel, differences }) =>
      [
        `${protocol.scenario}: ${protocol.method} ${shortened(protocol.url)}`,
        `  browser  ${protocol.verdict}`,
        `  panel    ${panel === null ? 'nothing' : `${panel.outcome} ${panel.chromium ?? ''} ${panel.cause ?? ''}`.trimEnd()}`,
        ...differences.map((difference) => `  differs  ${difference}`),
      ].join('\n'),
    );

const shortened = (url: string) => (url.length > 150 ? `${url.slice(0, 150)}…` : url);
