import { allowOriginScenarios } from './allow-origin';
import { allowedScenarios } from './allowed';
import { cacheScenarios } from './caches';
import { credentialsScenarios } from './credentials';
import { failureScenarios } from './failures';
import { hostileScenarios } from './hostile';
import { initiatorScenarios } from './initiators';
import { localNetworkScenarios } from './local-network';
import { methodScenarios } from './methods';
import { noCorsScenarios } from './no-cors';
import { pendingScenarios } from './pending';
import { placeScenarios } from './places';
import { policyScenarios } from './policies';
import { preflightScenarios } from './preflight';
import { redirectScenarios } from './redirects';
import { requestHeaderScenarios } from './request-headers';
import type { Scenario } from './scenario';
import { sequenceScenarios } from './sequences';

export interface Family {
  readonly name: string;
  readonly scenarios: readonly Scenario[];
}

export const families: readonly Family[] = [
  { name: 'Access-Control-Allow-Origin', scenarios: allowOriginScenarios },
  { name: 'Credentials', scenarios: credentialsScenarios },
  { name: 'Preflight', scenarios: preflightScenarios },
  { name: 'Methods', scenarios: methodScenarios },
  { name: 'Request headers', scenarios: requestHeaderScenarios },
  { name: 'Redirects', scenarios: redirectScenarios },
  { name: 'Caches', scenarios: cacheScenarios },
  { name: 'Elements and other callers', scenarios: initiatorScenarios },
  { name: 'Frames and workers', scenarios: placeScenarios },
  { name: 'Network and servers', scenarios: failureScenarios },
  { name: 'Policies, schemes, modes', scenarios: policyScenarios },
  { name: 'Without CORS', scenarios: noCorsScenarios },
  { name: 'Local Network Access', scenarios: localNetworkScenarios },
  { name: 'Sequences and rarer calls', scenarios: sequenceScenarios },
  { name: 'Allowed', scenarios: allowedScenarios },
  { name: 'Hostile input', scenarios: hostileScenarios },
  { name: 'Pending', scenarios: pendingScenarios },
];

export const scenarios: readonly Scenario[] = families.flatMap(({ scenarios }) => scenarios);
