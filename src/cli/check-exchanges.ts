import { settledOutcome } from '../diagnostics/case';
import { diagnose } from '../diagnostics/diagnose';
import { once } from '../diagnostics/finding';
import { nothingElse, recordingOf } from '../diagnostics/recording';
import { redactor } from '../export/redact';
import { redactText, redactUrl } from '../export/redact-url';
import { type Hide, hideAll, hiderOf } from '../export/redaction';
import type { CheckedExchange } from '../export/rewrite-har';
import type { ImportedHar } from '../import/har';
import type { Line } from './lines';
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

export function checksOf(read: ImportedHar, progress: Progress): Checks {
  const hide = hiderOf(hideAll);
  const redactOne = redactor(hideAll, hide);
  const redacted = once(() => read.exchanges.map(redactOne));
  const recording = once(() => recordingOf(redacted()));

  const wholeAt = (index: number): CheckedExchange => {
    const exchange = redacted()[index] ?? redactOne(read.exchangeAt(index));
    return { exchange, verdict: diagnose(exchange, recording()), places: read.placesAt(index) };
  };

  const lineAt = (index: number): Line => {
    const exchange = read.exchanges[index] ?? read.exchangeAt(index);
    const outcome = settledOutcome(exchange) ?? diagnose(exchange, nothingElse).outcome;
    if (outcome === 'allowed' || outcome === 'pending') {
      const { method, url } = exchange.hops[0].request;
      return { outcome, method: redactText(method, 'method', hide), url: redactUrl(url, hide), verdict: null };
    }
    const { exchange: shown, verdict } = wholeAt(index);
    return { outcome, method: shown.hops[0].request.method, url: shown.hops[0].request.url, verdict };
  };

  const each = <T>(make: (index: number) => T): T[] =>
    Array.from({ length: read.count }, (_, index) => {
      progress.say(() => `Checking ${percent(index, read.count)}`);
      return make(index);
    });

  return { hide, lines: once(() => each(lineAt)), whole: once(() => each(wholeAt)) };
}
