import type { Exchange } from '../exchange/exchange';
import type { Observation } from '../exchange/observation';
import type { PageSource } from '../exchange/page-item';
import type { BridgeMessage } from './page-messages';

/** Where a panel stands: which life of the log it knows, and up to which change. */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

/** Panel → devtools page (which owns the tab's log). */
export type PanelMessage =
  | { readonly type: 'subscribe'; readonly cursor: Cursor | null }
  | { readonly type: 'clear' }
  | { readonly type: 'keep-log'; readonly keep: boolean }
  | { readonly type: 'page-hook'; readonly on: boolean };

/** Devtools page → panel. */
export type LogMessage =
  | {
      readonly type: 'snapshot';
      readonly cursor: Cursor;
      readonly state: LogState;
      readonly exchanges: readonly Exchange[];
    }
  /** Whole exchanges, replaced by id: safe to apply twice. `dropped`: ids that left the log to make room. */
  | {
      readonly type: 'changed';
      readonly cursor: Cursor;
      readonly state: LogState;
      readonly exchanges: readonly Exchange[];
      readonly dropped: readonly string[];
    }
  | {
      readonly type: 'cleared';
      readonly cursor: Cursor;
      readonly state: LogState;
      readonly because: 'navigation' | 'user';
    };

/** What the panel should say about the recording itself. */
export interface LogState {
  readonly keepLog: boolean;
  /** How many exchanges were dropped to keep memory bounded. */
  readonly droppedCount: number;
  /** Requests to the page's own origin, which need no CORS. */
  readonly sameOriginCount: number;
  /** Times (ms since the epoch) the recording was interrupted, with its length in ms. */
  readonly interruptions: readonly { readonly at: number; readonly lasted: number }[];
  readonly navigations: readonly { readonly at: number; readonly url: string }[];
  readonly recording: RecordingState;
  /** The "Explain invisible failures" switch; its words are in `hook/description.ts`. */
  readonly pageHook: PageHookState;
}

export type PageHookState =
  | { readonly state: 'off' }
  | { readonly state: 'starting' }
  /** Registered; the document that is open was loaded before and is not hooked. */
  | { readonly state: 'reload needed' }
  | { readonly state: 'on' }
  /** The browser would not register the scripts; `why` is its own text. */
  | { readonly state: 'refused'; readonly why: string };

export type RecordingState =
  | { readonly state: 'recording' }
  | { readonly state: 'connecting' }
  /** The extension may not see the page's requests. */
  | { readonly state: 'no permission' }
  /** The page is one that no extension may inspect (`chrome://`, the store). */
  | { readonly state: 'not inspectable'; readonly url: string }
  /** The extension was updated or removed under the open DevTools. */
  | { readonly state: 'gone' };

/** Devtools page → background. */
export type DevtoolsMessage =
  /** `pageHook`: the switch is on (a worker that was stopped is told again). */
  | { readonly type: 'watch'; readonly tabId: number; readonly pageHook: boolean }
  | { readonly type: 'page-hook'; readonly on: boolean }
  | { readonly type: 'ping' }
  | { readonly type: 'request permission' };

/** Background → devtools page. */
export type BackgroundMessage =
  | { readonly type: 'watching'; readonly permitted: boolean; readonly instance: string }
  | { readonly type: 'observed'; readonly observations: readonly Observation[] }
  /** The answer to a switch that is on. `refused`: the browser's own text; null: the scripts are registered. */
  | { readonly type: 'page-hook'; readonly refused: string | null }
  /** Where the browser lets no page inside DevTools hear content scripts. */
  | { readonly type: 'page spoke'; readonly source: PageSource; readonly message: BridgeMessage }
  | { readonly type: 'pong' };

/** Messages come from a port as `unknown`; the sender is one of our own pages, the shape is still looked at. */
export function isDevtoolsMessage(message: unknown): message is DevtoolsMessage {
  if (!hasType(message)) return false;
  switch (message.type) {
    case 'watch':
      return (
        'tabId' in message &&
        typeof message.tabId === 'number' &&
        'pageHook' in message &&
        typeof message.pageHook === 'boolean'
      );
    case 'page-hook':
      return 'on' in message && typeof message.on === 'boolean';
    case 'ping':
    case 'request permission':
      return true;
    default:
      return false;
  }
}

export function isBackgroundMessage(message: unknown): message is BackgroundMessage {
  if (!hasType(message)) return false;
  switch (message.type) {
    case 'watching':
      return 'permitted' in message && typeof message.permitted === 'boolean';
    case 'observed':
      return 'observations' in message && Array.isArray(message.observations);
    case 'page spoke':
      return 'source' in message && 'message' in message;
    case 'page-hook':
      return 'refused' in message && (message.refused === null || typeof message.refused === 'string');
    case 'pong':
      return true;
    default:
      return false;
  }
}

export function isPanelMessage(message: unknown): message is PanelMessage {
  return hasType(message) && ['subscribe', 'clear', 'keep-log', 'page-hook'].includes(String(message.type));
}

export function isLogMessage(message: unknown): message is LogMessage {
  return hasType(message) && ['snapshot', 'changed', 'cleared'].includes(String(message.type)) && 'cursor' in message;
}

const hasType = (message: unknown): message is { readonly type: unknown } =>
  typeof message === 'object' && message !== null && 'type' in message;
