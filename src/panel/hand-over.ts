import pkg from '../../package.json' with { type: 'json' };
import type { Verdict } from '../diagnostics/verdict';
import type { Exchange } from '../exchange/exchange';
import { curlOf } from '../export/curl';
import { type HarPage, harOf } from '../export/har';
import { markdownOf } from '../export/markdown';
import { markdownSummaryOf } from '../export/markdown-summary';
import { secretsIn } from '../export/redact';
import { hideAll, type Redaction, type SecretSeen } from '../export/redaction';
import { likelyServerFix, serverFixFor } from '../export/server-fix';
import type { Shell } from '../export/shells';
import { frameworks } from '../fixes/frameworks/index';
import { addressOf } from './view-model/address';

/** What leaves the panel as text. Redacted, unless the reader chose to keep something. */
export interface HandOver {
  /** The preflight and the request, to run again in a terminal. */
  curl(exchange: Exchange, shell: Shell): string;
  /** Markdown for whoever owns the server. `recorded`: everything there is, which sharpens the causes. */
  report(exchanges: readonly Exchange[], recorded: readonly Exchange[], chosen: Choice): string;
  har(exchanges: readonly Exchange[], options: HarExport): string;
  /** A file name that says whose requests these are: `api.example-cors.har`. */
  harName(exchanges: readonly Exchange[]): string;
  /** Every secret met, hidden or kept. */
  secrets(exchanges: readonly Exchange[], redaction: Redaction): readonly SecretSeen[];
}

/** The id of the framework that the reader chose for the server of this exchange; null: none yet. */
export type Choice = (exchange: Exchange) => string | null;

export interface HarExport {
  readonly recorded: readonly Exchange[];
  /** Where the page navigated to. */
  readonly pages: readonly HarPage[];
  readonly redaction?: Redaction | undefined;
}

export const handOver: HandOver = {
  curl: (exchange, shell) => curlOf(exchange, { shell }),
  report(exchanges, recorded, chosen) {
    const serverFix = serverFixOf(chosen);
    const [first, second] = exchanges;
    if (first !== undefined && second === undefined) return markdownOf(first, { serverFix, recorded });
    return markdownSummaryOf(exchanges, { serverFix, recorded });
  },
  har(exchanges, { recorded, pages, redaction = hideAll }) {
    const creator = { name: 'CORS Lens', version: pkg.version };
    return JSON.stringify(harOf(exchanges, { creator, pages, redaction, recorded }), null, 2);
  },
  harName(exchanges) {
    const hosts = new Set(exchanges.map(({ hops }) => addressOf(hops[0].request.url).host));
    const [host] = hosts;
    const name = hosts.size === 1 && host ? host.replace(/[^\w.-]+/g, '-').slice(0, 80) : 'requests';
    return `${name}-cors.har`;
  },
  secrets: secretsIn,
};

/** The fix for the server that the reader chose, else for the one that the answers give away. */
const serverFixOf = (chosen: Choice) => (exchange: Exchange, verdict: Verdict) => {
  const id = chosen(exchange);
  const framework = frameworks.find((one) => one.id === id);
  return framework === undefined ? likelyServerFix(exchange, verdict) : serverFixFor(framework, verdict);
};
