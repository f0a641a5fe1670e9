import type { Finding, Verdict } from '../diagnostics/verdict';

/** `_cors` of a HAR entry: the contract with whoever reads our files. Extend freely, rename nothing. */
export interface CorsField {
  /** The same on all entries of one exchange. */
  readonly exchange: string;
  readonly role: 'preflight' | 'request';
  /** Which URL of the redirect chain. */
  readonly hop: number;
  readonly outcome: Verdict['outcome'];
  readonly credentialsMode: Verdict['credentialsMode'];
  /** null unless outcome is `blocked`. */
  readonly blockedBy: BlockedBy | null;
  /** Id of what lies behind, also on blocked exchanges. */
  readonly cause: string | null;
  /** All of them: what blocked, what would block next, causes, advice. */
  readonly findings: readonly Finding[];
  /** Who says so: the browser's own end of the request, or the standard's algorithm over the headers. */
  readonly evidence: Verdict['evidence'];
  /** The same in a sentence, with what the recording leaves open. */
  readonly basis: string;
  readonly relation: Verdict['relation'];
}

export type BlockedBy = Pick<
  Finding,
  'rule' | 'on' | 'chromium' | 'firefox' | 'webkit' | 'spec' | 'title' | 'explanation'
>;

/** What a verdict says in a file, without the place of the entry. */
export type CorsOpinion = Omit<CorsField, 'exchange' | 'role' | 'hop'>;

export const corsOpinion = (verdict: Verdict): CorsOpinion => ({
  outcome: verdict.outcome,
  credentialsMode: verdict.credentialsMode,
  blockedBy: verdict.outcome === 'blocked' && verdict.blockedBy ? blockedBy(verdict.blockedBy) : null,
  cause: verdict.cause?.rule ?? null,
  findings: verdict.findings,
  evidence: verdict.evidence,
  basis: verdict.basis,
  relation: verdict.relation,
});

const blockedBy = ({ rule, on, chromium, firefox, webkit, spec, title, explanation }: Finding): BlockedBy => ({
  rule,
  on,
  chromium,
  firefox,
  webkit,
  spec,
  title,
  explanation,
});
