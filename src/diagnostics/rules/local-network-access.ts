import type { AddressSpace } from '../address-space';
import { defineRule, type Words } from '../rule';
import { hostOf, wire } from '../wire';

export type LocalNetworkReason = 'permission denied' | 'insecure context' | 'wrong address space';

/** A page of the public internet asks for something on the reader's own machine or network. Chromium calls it CORS; no header grants it. */
export const localNetworkAccess = defineRule({
  id: 'local-network-access',
  stage: 'before any answer',
  on: ['request', 'preflight'],
  spec: { algorithm: 'Local Network Access check', step: '4.4' },
  headerHelps: false,
  prefixedOnPreflight: false,
  firefox: 'CORSDidNotSucceed',

  check: ({ stopped, url, pageOrigin }) =>
    stopped?.kind === 'local network' ? { why: stopped.why, space: stopped.space, url, pageOrigin } : null,

  step: ({ why }) => localNetworkStep(why),

  chromium: ({ why }) => {
    switch (why) {
      case 'permission denied':
        return 'LocalNetworkAccessPermissionDenied';
      case 'insecure context':
        return 'InsecureLocalNetwork';
      case 'wrong address space':
        return 'InvalidLocalNetworkAccess';
    }
  },

  words: ({ why, space, url, pageOrigin }) => localNetworkWords(why, space, url, pageOrigin),

  reasons: ({ why, space }, { pageOrigin }) => ({
    chromium: sentence(why, space),
    firefox: '(Reason: CORS request did not succeed). Status code: (null).',
    webkit: `Origin ${pageOrigin} is not allowed by Access-Control-Allow-Origin.`,
  }),
});

/** Steps of the draft. */
export function localNetworkStep(why: LocalNetworkReason): string {
  switch (why) {
    case 'wrong address space':
      return '3.2';
    case 'insecure context':
      return '4.2';
    case 'permission denied':
      return '4.4';
  }
}

function sentence(why: LocalNetworkReason, space: AddressSpace): string {
  switch (why) {
    case 'permission denied':
      return `Permission was denied for this request to access the \`${space}\` address space.`;
    case 'insecure context':
      return `The request client is not a secure context and the resource is in more-private address space \`${space}\`.`;
    case 'wrong address space':
      return `Request had a target IP address space of \`unknown\` yet the resource is in address space \`${space}\`.`;
  }
}

/** The same words for every browser that has the check. */
export function localNetworkWords(
  why: LocalNetworkReason,
  space: AddressSpace,
  url: string,
  pageOrigin: string,
): Words {
  const where = space === 'loopback' ? 'this machine itself' : 'the local network';
  switch (why) {
    case 'permission denied':
      return {
        title: 'Not CORS: the local network permission was denied',
        explanation: `${wire(hostOf(url))} is on ${where}, and ${wire(pageOrigin)} needs the user's permission to reach it. Allow it in the browser's site settings, and delegate it to a frame with \`allow="local-network; loopback-network"\`; no response header can grant it.`,
        short: 'local network: no permission',
      };
    case 'insecure context':
      return {
        title: 'Not CORS: an http page may not reach the local network',
        explanation: `${wire(hostOf(url))} is on ${where}, and the browser lets only secure pages ask for permission to reach it; ${wire(pageOrigin)} is plain http. Serve the page over https; no response header changes that.`,
        short: 'local network: http page',
      };
    case 'wrong address space':
      return {
        title: 'Not CORS: `targetAddressSpace` names another address space',
        explanation: `The call says in which address space ${wire(hostOf(url))} is, but it is on ${where}. Correct or drop the option \`targetAddressSpace\` of \`fetch()\`.`,
        short: 'wrong targetAddressSpace',
      };
  }
}
