import type { Hint } from '../hint';
import { networkFailure } from './network-failure';
import { unexplainedRefusal } from './unexplained-refusal';

/** What stopped a request that no CORS step refused, the most telling first. */
export const lookAlikes: readonly Hint[] = [networkFailure, unexplainedRefusal];
