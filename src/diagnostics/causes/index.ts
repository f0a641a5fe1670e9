import type { Hint } from '../hint';
import { allowOriginSentByPage } from './allow-origin-sent-by-page';
import { apiGatewayError } from './api-gateway-error';
import { authenticationFirst } from './authentication-first';
import { authorizationDropped } from './authorization-dropped';
import { cachedWithoutCors } from './cached-without-cors';
import { canonicalRedirect } from './canonical-redirect';
import { corsLayerRefused } from './cors-layer-refused';
import { corsOnHandlersOnly } from './cors-on-handlers-only';
import { defaultOptionsAnswer } from './default-options-answer';
import { errorsSkipCors } from './errors-skip-cors';
import { fixedOrigin } from './fixed-origin';
import { gatewayError } from './gateway-error';
import { headerAddedByTool } from './header-added-by-tool';
import { headersOnPreflightOnly } from './headers-on-preflight-only';
import { limitExceeded } from './limit-exceeded';
import { loginRedirect } from './login-redirect';
import { opaqueDocument } from './opaque-document';
import { optionsNotRouted } from './options-not-routed';
import { pageInsteadOfData } from './page-instead-of-data';
import { serverError } from './server-error';
import { storageWithoutCors } from './storage-without-cors';
import { twoLayers } from './two-layers';

/**
 * What lies behind a blocked answer. All that speak are told; the first is the verdict's cause, so the most telling stand
 * first: whom to ask before what to write.
 *
 * A new one: write `causes/<id>.ts` and add a line here.
 */
export const causes: readonly Hint[] = [
  // Somebody else answered
  gatewayError,
  limitExceeded,
  storageWithoutCors,
  apiGatewayError,
  loginRedirect,
  canonicalRedirect,
  // The CORS layer was asked and said no
  corsLayerRefused,
  // Something stands before it
  authorizationDropped,
  authenticationFirst,
  optionsNotRouted,
  pageInsteadOfData,
  errorsSkipCors,
  serverError,
  // The page's side
  allowOriginSentByPage,
  // It answers in one place only
  defaultOptionsAnswer,
  corsOnHandlersOnly,
  headersOnPreflightOnly,
  cachedWithoutCors,
  twoLayers,
  fixedOrigin,
  // Who asks
  headerAddedByTool,
  opaqueDocument,
];
