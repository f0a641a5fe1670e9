import { settledBy, settledOutcome } from '../diagnostics/case';
import { diagnose } from '../diagnostics/diagnose';
import { once } from '../diagnostics/finding';
import { nothingElse, recordingFrom } from '../diagnostics/recording';
import type { Outcome } from '../diagnostics/verdict';
import type { Exchange, Hop, Request } from '../exchange/exchange';
import { redactor } from '../export/redact';
import { redactText, redactUrl } from '../export/redact-url';
import { type Hide, hideAll, hiderOf, knowing } from '../export/redaction';
import type { CheckedExchange } from '../export/rewrite-har';
import type { ImportedHar } from '../import/har';
import { rememberingLast } from '../import/remembering-last';
import { type Line, reasonOf } from './lines';
import { type Progress, percent } from './progress';

/**
 * What the outputs are made of. Whatever leaves as words comes from redacted exchanges only, so that no log of a build
 * holds a secret; the outcome alone needs no words, and redaction does not change it.
 */
export interface Checks {
  readonly lines: () => readonly Line[];
  readonly whole: () => readonly CheckedExchange[];
  /** The one everything was redacted with. */
  readonly hide: Hide;
}

/** @param shared one for all that is printed together, so that equal values have equal labels throughout */
export function checksOf(read: ImportedHar, progress: Progress, shared: Hide = hiderOf(hideAll)): Checks {
  const hide = knowing(shared, read.secrets);
  const redactOne = redactor(hideAll, hide);

  function checking(exchangeAt: (index: number) => Exchange): (index: number) => CheckedExchange {
    const shownAt = rememberingLast((index) => redactOne(exchangeAt(index)));
    const recording = recordingFrom({
      count: read.count,
      urlsAt: (index) => read.headAt(index).urls.map((url) => redactUrl(url, hide)),
      exchangeAt: shownAt,
    });
    return (index) => {
      const exchange = shownAt(index);
      return { exchange, verdict: diagnose(exchange, recording), places: read.placesAt(index) };
    };
  }

  const wholeAt = checking((index) => read.exchangeAt(index));
  const briefAt = checking((index) => withoutDetails(read.exchangeAt(index)));

  /** Of an exchange made for this and forgotten: most requests of a large file are fine, and nobody asks for more of them. */
  const unredactedOutcomeAt = (index: number): Outcome => {
    const exchange = read.exchangeAt(index);
    return settledOutcome(exchange) ?? diagnose(exchange, nothingElse).outcome;
  };

  const lineAt = (index: number): Line => {
    const { method, urls } = read.headAt(index);
    const line = { method: redactText(method, 'method', hide), url: redactUrl(urls[0] ?? '', hide) };
    const facts = read.outcomeFactsAt(index);
    if (facts?.end.state === 'completed' && settledBy(facts, { kind: 'completed' }) === 'allowed')
      return { ...line, outcome: 'allowed', reason: null };
    const outcome = facts?.end.state === 'failed' ? null : unredactedOutcomeAt(index);
    if (outcome !== null && isFine(outcome)) return { ...line, outcome, reason: null };
    const { verdict } = briefAt(index);
    return { ...line, outcome: verdict.outcome, reason: isFine(verdict.outcome) ? null : reasonOf(verdict) };
  };

  const each = <T>(make: (index: number) => T): T[] =>
    Array.from({ length: read.count }, (_, index) => {
      progress.say(() => `Checking ${percent(index, read.count)}`);
      return make(index);
    });

  return { hide, lines: once(() => each(lineAt)), whole: once(() => each(wholeAt)) };
}

/**
 * What no line says anything of. A large file is looked at without it, and what is hidden there would take letters: equal
 * files have equal lines, whatever their size.
 */
function withoutDetails(exchange: Exchange): Exchange {
  const [first, ...rest] = exchange.hops;
  return { ...exchange, hops: [briefHop(first), ...rest.map(briefHop)] };
}

const briefHop = ({ preflight, request, response }: Hop): Hop => ({
  preflight: preflight && { ...preflight, request: briefRequest(preflight.request) },
  request: briefRequest(request),
  response,
});

const briefRequest = (request: Request): Request => ({
  ...request,
  network: request.network && { ...request.network, postData: null, initiator: null },
});

/** Nothing kept the answer from the page, so far. */
const isFine = (outcome: Outcome): boolean => outcome === 'allowed' || outcome === 'pending';
