import { type CorsOpinion, corsOpinion } from '../export/cors-field';
import type { CheckedExchange } from '../export/rewrite-har';

/** The contract of `--json`: the fields of `_cors`, and what they are about. */
export type JsonLine = { readonly exchange: string } & CorsOpinion & {
    readonly url: string;
    readonly method: string;
    /** Indexes in `log.entries` of the file. */
    readonly entries: readonly number[];
  };

export const jsonLine = ({ exchange, verdict, places }: CheckedExchange): JsonLine => ({
  exchange: exchange.id,
  ...corsOpinion(verdict),
  url: exchange.hops[0].request.url,
  method: exchange.hops[0].request.method,
  entries: places.map((place) => place.index).sort((a, b) => a - b),
});
