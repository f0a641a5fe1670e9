import type { Hint } from '../hint';
import { authenticationFirst } from './authentication-first';
import { gatewayError } from './gateway-error';
import { optionsNotRouted } from './options-not-routed';
import { serverError } from './server-error';

/** What lies behind a blocked answer, the most telling first: the first that speaks is the verdict's cause. */
export const causes: readonly Hint[] = [gatewayError, authenticationFirst, optionsNotRouted, serverError];
