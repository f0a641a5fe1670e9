import type { Case } from './case';
import type { SpecStep, Words } from './rule';
import type { Finding } from './verdict';

/**
 * What lies behind a failure, what only looks like CORS, and advice: read from signs, with a stated confidence. Unlike a
 * rule, a hint never decides anything.
 */
export interface HintDefinition<Params extends Readonly<Record<string, unknown>>> {
  readonly id: string;
  /** Would a CORS header help against this? */
  readonly headerHelps: boolean;
  /** The signs, or null when they are not there. Must not throw, whatever the exchange holds. */
  find(c: Case): Sign<Params> | null;
  words(params: Params, c: Case): Words;
  readonly spec?: SpecStep;
  /** Exact Network.CorsError name, where Chromium has one. */
  chromium?(params: Params): string | null;
  readonly firefox?: string;
  readonly webkit?: string;
  says?(params: Params, c: Case): { readonly chromium: string | null; readonly firefox: string | null };
}

export interface Sign<Params> {
  readonly on: Finding['on'];
  /** Index into `exchange.hops`; null: the last one. */
  readonly hop: number | null;
  readonly confidence: Finding['confidence'];
  /** The line of the check table that shows it, if one does. */
  readonly check?: string;
  readonly params: Params;
}

export interface Found extends Omit<Sign<Readonly<Record<string, unknown>>>, 'check'> {
  readonly id: string;
  readonly headerHelps: boolean;
  readonly check: string | null;
  readonly spec: SpecStep | null;
  readonly chromium: string | null;
  readonly firefox: string | null;
  readonly webkit: string | null;
  readonly says: { readonly chromium: string | null; readonly firefox: string | null };
  words(): Words;
}

export interface Hint {
  readonly id: string;
  find(c: Case): Found | null;
}

/** Hides the type of the parameters, so that hints of all kinds stand in one list. */
export function defineHint<Params extends Readonly<Record<string, unknown>>>(definition: HintDefinition<Params>): Hint {
  return {
    id: definition.id,
    find(c) {
      const sign = definition.find(c);
      if (sign === null) return null;
      return {
        on: sign.on,
        hop: sign.hop,
        confidence: sign.confidence,
        params: sign.params,
        id: definition.id,
        headerHelps: definition.headerHelps,
        check: sign.check ?? null,
        spec: definition.spec ?? null,
        chromium: definition.chromium?.(sign.params) ?? null,
        firefox: definition.firefox ?? null,
        webkit: definition.webkit ?? null,
        says: definition.says?.(sign.params, c) ?? { chromium: null, firefox: null },
        words: () => definition.words(sign.params, c),
      };
    },
  };
}
