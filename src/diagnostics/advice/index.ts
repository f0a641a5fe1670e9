import { allowOriginSentByPage } from '../causes/allow-origin-sent-by-page';
import type { Hint } from '../hint';
import { authorizationWildcard } from './authorization-wildcard';
import { cookieNotSent } from './cookie-not-sent';
import { credentialsHeaderUnused } from './credentials-header-unused';
import { headersChanged } from './headers-changed';
import { insecureOriginAllowed } from './insecure-origin-allowed';
import { nullAllowed } from './null-allowed';
import { opaqueAnswer } from './opaque-answer';
import { originReflected } from './origin-reflected';
import { passedDespiteHeaders } from './passed-despite-headers';
import { preflightFromCache } from './preflight-from-cache';
import { preflightMaxAge } from './preflight-max-age';
import { privateNetworkHeader } from './private-network-header';
import { unexposedHeaders } from './unexposed-headers';
import { varyOriginMissing } from './vary-origin-missing';
import { wildcardOnPrivateHost } from './wildcard-on-private-host';

/**
 * What did not stop the request, but should be known: what masks the truth first, then what breaks code though CORS passed,
 * then what is dangerous, then what could be better.
 */
export const advice: readonly Hint[] = [
  headersChanged,
  passedDespiteHeaders,
  preflightFromCache,
  unexposedHeaders,
  opaqueAnswer,
  cookieNotSent,
  originReflected,
  nullAllowed,
  insecureOriginAllowed,
  wildcardOnPrivateHost,
  varyOriginMissing,
  authorizationWildcard,
  preflightMaxAge,
  privateNetworkHeader,
  credentialsHeaderUnused,
];

/** Told as a cause when it stands behind a block. */
export const adviceWhenAllowed: readonly Hint[] = [allowOriginSentByPage];
