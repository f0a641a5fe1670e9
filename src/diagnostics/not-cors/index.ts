import type { Hint } from '../hint';
import { aborted } from './aborted';
import { authenticationDialog } from './authentication-dialog';
import { badPort } from './bad-port';
import { blockedByExtension } from './blocked-by-extension';
import { blockedByPolicy } from './blocked-by-policy';
import { brokenBody } from './broken-body';
import { connectionLost } from './connection-lost';
import { connectionRefused } from './connection-refused';
import { connectionTimeout } from './connection-timeout';
import { contentSecurityPolicy } from './content-security-policy';
import { crossOriginResourcePolicy } from './cross-origin-resource-policy';
import { dns } from './dns';
import { localNetworkAccessDenied } from './local-network-access';
import { malformedResponse } from './malformed-response';
import { mixedContent } from './mixed-content';
import { networkFailure } from './network-failure';
import { noCorsMethod } from './no-cors-method';
import { offline } from './offline';
import { opaqueResponseBlocking } from './opaque-response-blocking';
import { proxy } from './proxy';
import { redirectLimit } from './redirect-limit';
import { redirectNotFollowed } from './redirect-not-followed';
import { redirectNotHttp } from './redirect-not-http';
import { serviceWorker } from './service-worker';
import { stoppedUnseen } from './stopped-unseen';
import { streamUpload } from './stream-upload';
import { tls } from './tls';
import { trackingProtection } from './tracking-protection';
import { unexplainedRefusal } from './unexplained-refusal';
import { urlCredentials } from './url-credentials';

/**
 * What stopped a request that no CORS step refused. The first that speaks is the verdict's cause and the only one: the particular stands
 * before the general. None of them is ever answered with a CORS header.
 *
 * A new one: write `not-cors/<id>.ts` and add a line here, before whatever is more general.
 */
export const lookAlikes: readonly Hint[] = [
  // The browser said no before the network
  contentSecurityPolicy,
  mixedContent,
  badPort,
  noCorsMethod,
  urlCredentials,
  serviceWorker,
  stoppedUnseen,
  blockedByExtension,
  blockedByPolicy,
  trackingProtection,
  localNetworkAccessDenied,
  // The network
  offline,
  dns,
  connectionRefused,
  connectionTimeout,
  proxy,
  tls,
  streamUpload,
  // The answer
  redirectLimit,
  redirectNotHttp,
  redirectNotFollowed,
  crossOriginResourcePolicy,
  opaqueResponseBlocking,
  brokenBody,
  malformedResponse,
  connectionLost,
  // The page or its user
  authenticationDialog,
  aborted,
  // Whatever else
  networkFailure,
  unexplainedRefusal,
];
