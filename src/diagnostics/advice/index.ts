import type { Hint } from '../hint';
import { authorizationWildcard } from './authorization-wildcard';
import { headersChanged } from './headers-changed';
import { passedDespiteHeaders } from './passed-despite-headers';

/** What did not stop the request, but should be known. */
export const advice: readonly Hint[] = [headersChanged, passedDespiteHeaders, authorizationWildcard];
