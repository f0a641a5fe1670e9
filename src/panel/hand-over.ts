import pkg from '../../package.json' with { type: 'json' };
import type { Verdict } from '../diagnostics/verdict';
import type { Exchange } from '../exchange/exchange';
import { curlOf } from '../export/curl';
import { type HarPage, harOf } from '../export/har';
import { markdownOf, type ServerFix } from '../export/markdown';
import { markdownSummaryOf } from '../export/markdown-summary';
import { secretsIn } from '../export/redact';
import { hideAll, type Redaction, type SecretSeen } from '../export/redaction';
import { likelyServer } from '../fixes/likely-server';
import { addressOf } from './view-model/address';

/** What leaves the panel as text. Redacted, unless the reader chose to keep something. */
export interface HandOver {
  /** The preflight and the request, to run again in a terminal. */
  curl(exchange: Exchange): string;
  /** Markdown for whoever owns the server. `recorded`: everything there is, which sharpens the causes. */
  report(exchanges: readonly Exchange[], recorded: readonly Exchange[]): string;
  har(exchanges: readonly Exchange[], options: HarExport): string;
  /** A file name that says whose requests these are: `api.example-cors.har`. */
  harName(exchanges: readonly Exchange[]): string;
  /** Every secret met, hidden or kept. */
  secrets(exchanges: readonly Exchange[], redaction: Redaction): readonly SecretSeen[];
}

export interface HarExport {
  readonly recorded: readonly Exchange[];
  /** Where the page navigated to. */
  readonly pages: readonly HarPage[];
  readonly redaction?: Redaction | undefined;
}

export const handOver: HandOver = {
  curl: (exchange) => curlOf(exchange, { shell: 'posix' }),
  report(exchanges, recorded) {
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

/** The fix in the code of the server that most likely answered. */
function serverFix(exchange: Exchange, verdict: Verdict): ServerFix | null {
  const likely = likelyServer(exchange);
  const fix = verdict.fixes.find((one) => one.side === 'server');
  if (likely === null || fix?.side !== 'server') return null;
  const { framework } = likely;
  const rendered = framework.render(fix.policy);
  if (!rendered.can) return null;
  const { label, language, where, pitfall } = framework;
  return { label, language, where, code: rendered.code, pitfall };
}
