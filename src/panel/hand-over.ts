import pkg from '../../package.json' with { type: 'json' };
import { diagnose } from '../diagnostics/diagnose';
import { recordingOf } from '../diagnostics/recording';
import type { Verdict } from '../diagnostics/verdict';
import type { Exchange } from '../exchange/exchange';
import { curlOf } from '../export/curl';
import { harOf } from '../export/har';
import { markdownOf, type ServerFix } from '../export/markdown';
import { markdownSummaryOf } from '../export/markdown-summary';
import { likelyServer } from '../fixes/likely-server';
import { importHar } from '../import/har';

/** What leaves the panel as text, and what enters it. Everything that leaves is redacted. */
export interface HandOver {
  /** The preflight and the request, to run again in a terminal. */
  curl(exchange: Exchange): string;
  /** Markdown for whoever owns the server. */
  report(exchanges: readonly Exchange[]): string;
  har(exchanges: readonly Exchange[], navigations: readonly { readonly at: number; readonly url: string }[]): string;
  /** Exchanges, or one sentence why the text holds none. */
  readHar(
    text: string,
  ): { readonly exchanges: readonly Exchange[] } | { readonly exchanges: null; readonly why: string };
}

const verdictsOf = (exchanges: readonly Exchange[]) => {
  const recording = recordingOf(exchanges);
  return (exchange: Exchange) => diagnose(exchange, recording);
};

export const handOver: HandOver = {
  curl: (exchange) => curlOf(exchange, { shell: 'posix' }, diagnose),
  report(exchanges) {
    const [first, second] = exchanges;
    if (first !== undefined && second === undefined) return markdownOf(first, { serverFix }, diagnose);
    return markdownSummaryOf(exchanges, { serverFix }, verdictsOf);
  },
  har(exchanges, pages) {
    const har = harOf(exchanges, { creator: { name: 'CORS Lens', version: pkg.version }, pages }, verdictsOf);
    return JSON.stringify(har, null, 2);
  },
  readHar(text) {
    const read = importHar(text);
    return read.ok ? { exchanges: read.exchanges } : { exchanges: null, why: read.sentence };
  },
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
