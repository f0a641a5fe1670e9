import type { ProtocolRequest } from '../../support/protocol-verdicts';

/** Ids of `src/diagnostics/not-cors/` that tell the truth about a failure; null: any will do. */
export function causesOf({ end }: ProtocolRequest): readonly string[] | null {
  if (end.state !== 'failed') return null;
  return CAUSES[end.blockedReason ?? end.errorText] ?? null;
}

/** By the protocol's blockedReason or net error. */
const CAUSES: Readonly<Record<string, readonly string[]>> = {};
