import type { DevProxy } from './dev-proxy';
import { nextRewrites } from './next';
import { viteProxy } from './vite';
import { webpackProxy } from './webpack';

export const devProxies: readonly DevProxy[] = [viteProxy, webpackProxy, nextRewrites];
