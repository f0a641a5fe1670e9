import { allowOriginScenarios } from './allow-origin';
import { allowedScenarios } from './allowed';
import { credentialsScenarios } from './credentials';
import { preflightScenarios } from './preflight';
import type { Scenario } from './scenario';

export interface Family {
  readonly name: string;
  readonly scenarios: readonly Scenario[];
}

export const families: readonly Family[] = [
  { name: 'Access-Control-Allow-Origin', scenarios: allowOriginScenarios },
  { name: 'Credentials', scenarios: credentialsScenarios },
  { name: 'Preflight', scenarios: preflightScenarios },
  { name: 'Allowed', scenarios: allowedScenarios },
];

export const scenarios: readonly Scenario[] = families.flatMap(({ scenarios }) => scenarios);
