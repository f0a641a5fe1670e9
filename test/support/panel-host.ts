import type { Exchange } from '../../src/exchange/exchange';
import { importHar } from '../../src/import/har';
import type { Host } from '../../src/panel/host';
import type { LogMessage, LogState, PanelMessage } from '../../src/protocol/messages';
import { emptyReplica } from '../../src/protocol/replica';
import { START } from './session';

export const recording: LogState = { ...emptyReplica.state, recording: { state: 'recording' } };

/** A host that records what the panel asked for, and a log owner that answers with a snapshot. */
export function panelHost(exchanges: readonly Exchange[], state: LogState = recording) {
  const sent: PanelMessage[] = [];
  const copied: string[] = [];
  const saved: { name: string; mimeType: string; text: string }[] = [];
  const opened: string[] = [];
  const frames: (() => void)[] = [];
  const memory = new Map<string, string>();
  let receive: (message: unknown) => void = () => {};
  let file: File | null = null;

  const host: Host = {
    send(message) {
      sent.push(message);
      if (message.type === 'subscribe')
        receive({ type: 'snapshot', cursor: { epoch: 'a', seq: 1 }, state, exchanges } satisfies LogMessage);
    },
    listen(listener) {
      receive = listener;
      return () => {
        receive = () => {};
      };
    },
    copy: async (text) => void copied.push(text),
    save: (name, mimeType, text) => void saved.push({ name, mimeType, text }),
    pickFile: async () => file,
    async readHar(chosen, listener) {
      const read = importHar(await chosen.text());
      if (!read.ok) return read;
      listener.exchanges(read.exchanges);
      return { ok: true, leftOut: read.leftOut, blindSpot: read.recorder.blindSpot };
    },
    openSource: (url, line, column) => void opened.push(`${url}:${line}:${column}`),
    reload: () => void opened.push('reload'),
    requestPermission: () => void opened.push('permission'),
    theme: { current: () => 'light', listen: () => {} },
    system: 'other',
    memory: { recall: (key) => memory.get(key) ?? null, remember: (key, value) => void memory.set(key, value) },
    nextFrame: (run) => void frames.push(run),
    now: () => START + 16_000,
    browser: 'chromium',
  };
  return {
    host,
    sent,
    copied,
    saved,
    opened,
    memory,
    tell: (message: unknown) => receive(message),
    choose(chosen: File) {
      file = chosen;
    },
    /** Draws until nothing is left to draw. */
    draw() {
      for (let run = frames.shift(); run !== undefined; run = frames.shift()) run();
    },
  };
}
