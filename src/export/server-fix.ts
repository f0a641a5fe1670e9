import type { Verdict } from '../diagnostics/verdict';
import type { Exchange } from '../exchange/exchange';
import type { Framework, ServerChange } from '../fixes/fix';
import { likelyServer } from '../fixes/likely-server';

/** What to change on the server, in its own code. */
export interface ServerFix {
  /** `Express (cors)` */
  readonly label: string;
  readonly language: string;
  /** Where to paste it. */
  readonly where: string;
  readonly code: string;
  readonly pitfall: string | null;
  /** What gives the server away; absent: the reader chose it. */
  readonly evidence?: string;
  readonly note?: string | null;
  readonly docs?: string;
}

/** The fix for the server that the answers give away; null: they give none away, or it cannot do what is needed. */
export function likelyServerFix(exchange: Exchange, verdict: Verdict): ServerFix | null {
  const likely = likelyServer(exchange);
  const fix = likely && serverFixFor(likely.framework, verdict);
  return fix && { ...fix, evidence: likely.evidence };
}

export function serverFixFor(framework: Framework, verdict: Verdict): ServerFix | null {
  const fix = verdict.fixes.find((one) => one.side === 'server');
  const rendered = fix?.side === 'server' ? framework.render(fix.policy) : null;
  if (!rendered?.can) return null;
  const { label, language, where, pitfall, docs } = framework;
  return { label, language, where, code: rendered.code, pitfall, note: rendered.note, docs };
}

/** What the server has to do beside sending headers, whichever server it is. */
export const alsoOf = (verdict: Verdict): readonly string[] =>
  verdict.fixes.flatMap((fix) => (fix.side === 'server' ? fix.also.map((change) => sentences[change]) : []));

const sentences: Record<ServerChange, string> = {
  'answer-preflight-first':
    'Answer `OPTIONS` with a 2xx before authentication, routing and rate limits: a preflight never carries a token.',
  'one-layer-only': 'Let one layer send the header and take it out of the other: two of them make two values.',
  'headers-on-errors': 'Send the headers with error responses too, or the page cannot read what went wrong.',
  'no-redirect-for-options': 'Answer `OPTIONS` where it was asked: a preflight must not be redirected.',
};
