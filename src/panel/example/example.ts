import type { Exchange } from '../../exchange/exchange';
import { session } from './session';
import { START } from './wire';

/** How long the session lasts, ms. */
const LENGTH = 16_000;

/** The session as if it had just been recorded. `now`: ms since the epoch. */
export const exampleAt = (now: number): readonly Exchange[] =>
  session.map((exchange) => moved(exchange, now - LENGTH - START));

/** Plain data with every time in it moved; what is no time is smaller than one. */
function moved<T>(data: T, by: number): T {
  if (typeof data === 'number') return (data >= START ? data + by : data) as T;
  if (Array.isArray(data)) return data.map((item) => moved(item, by)) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, moved(value, by)])) as T;
}
