import { diagnose } from '../diagnostics/diagnose';
import { recordingOf } from '../diagnostics/recording';
import type { Verdict } from '../diagnostics/verdict';
import type { Exchange } from '../exchange/exchange';

/** What a report says of each exchange, given all that was recorded beside it. */
export type VerdictsAmong = (recorded: readonly Exchange[]) => (exchange: Exchange) => Verdict;

export const verdictsAmong: VerdictsAmong = (recorded) => {
  const recording = recordingOf(recorded);
  return (exchange) => diagnose(exchange, recording);
};
