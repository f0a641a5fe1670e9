import type { Timings as HarTimings } from 'har-format';
import type { End, Request, Response, Timings } from '../exchange/exchange';

/**
 * HAR's timings of one entry, in ms: the browser's own where it gave them, else from the times of the events. −1 where
 * HAR allows "does not apply", 0 where it wants a number.
 */
export function timingsOf(request: Request, response: Response | null, end: End | null): Required<Timings> {
  if (request.network?.timings) return cleanTimings(request.network.timings);
  const start = request.startedAt;
  const sent = request.sentAt ?? start;
  const received = response?.receivedAt ?? null;
  const ended = end && 'at' in end ? end.at : null;
  return {
    blocked: start === null || request.sentAt === null ? -1 : gap(start, request.sentAt),
    dns: -1,
    connect: -1,
    ssl: -1,
    send: 0,
    wait: sent === null ? 0 : gap(sent, received ?? ended ?? sent),
    receive: received === null || ended === null ? 0 : gap(received, ended),
  };
}

/** HAR: "time … is the sum of all timings available in the timings object (i.e. not including -1 values)"; `ssl` is part of `connect`. */
export const totalOf = (timings: HarTimings): number =>
  round(
    [timings.blocked, timings.dns, timings.connect, timings.send, timings.wait, timings.receive]
      .filter((part): part is number => part !== undefined && part > 0)
      .reduce((sum, part) => sum + part, 0),
  );

function cleanTimings(timings: Timings): Required<Timings> {
  const connect = optional(timings.connect);
  return {
    blocked: optional(timings.blocked),
    dns: optional(timings.dns),
    connect,
    ssl: Math.min(optional(timings.ssl), connect),
    send: needed(timings.send),
    wait: needed(timings.wait),
    receive: needed(timings.receive),
  };
}

const day = 86_400_000;
const gap = (from: number, to: number): number => needed(to - from);
const needed = (value: number): number => (value > 0 && value < 365 * day ? round(value) : 0);
const optional = (value: number): number => (value >= 0 && value < 365 * day ? round(value) : -1);

/** Microseconds are as far as browsers go; the rest is noise of subtracting doubles. */
const round = (value: number): number => Math.round(value * 1000) / 1000;

/** A date every HAR reader takes; what is no time at all becomes the epoch. */
export function isoDate(at: number | null): string {
  const known = at !== null && Number.isFinite(at) && at >= 0 && at < 253402300800000 ? at : 0;
  return new Date(known).toISOString();
}
