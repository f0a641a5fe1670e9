import type { PanelSide, ProtocolSide } from './sides';

/** A request as the browser itself tells it, and what the panel says of it. */
export interface Reported {
  readonly protocol: Pick<ProtocolSide, 'scenario' | 'method' | 'url' | 'verdict'>;
  readonly panel: PanelSide | null;
  readonly differences: readonly string[];
}

export interface Summary {
  readonly browser: 'chromium' | 'firefox';
  readonly agree: number;
  readonly all: number;
  /** By the browser's verdict: a CorsError or Firefox's reason, `allowed`, `net::ERR_…`, `NS_ERROR_…`, `blocked …`. */
  readonly byError: Readonly<Record<string, readonly [agree: number, all: number]>>;
}

export function summaryOf(compared: readonly Reported[], browser: Summary['browser'] = 'chromium'): Summary {
  const byError: Record<string, [number, number]> = {};
  for (const { protocol, differences } of compared) {
    const [agree, all] = byError[protocol.verdict] ?? [0, 0];
    byError[protocol.verdict] = [agree + (differences.length === 0 ? 1 : 0), all + 1];
  }
  return {
    browser,
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
export const disagreements = (compared: readonly Reported[]): string[] =>
  compared
    .filter(({ differences }) => differences.length > 0)
    .map(({ protocol, panel, differences }) =>
      [
        `${protocol.scenario}: ${protocol.method} ${shortened(protocol.url)}`,
        `  browser  ${protocol.verdict}`,
        `  panel    ${panel === null ? 'nothing' : [panel.outcome, panel.chromium, panel.firefox, panel.cause].filter(Boolean).join(' ')}`,
        ...differences.map((difference) => `  differs  ${difference}`),
      ].join('\n'),
    );

const shortened = (url: string) => (url.length > 150 ? `${url.slice(0, 150)}…` : url);
