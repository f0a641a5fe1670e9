import type { CDPSession, Frame } from 'puppeteer';

/** A panel's frame is a target of its own; puppeteer's types do not show its session. */
export const clientOf = (panel: Frame): CDPSession => (panel as unknown as { readonly client: CDPSession }).client;
