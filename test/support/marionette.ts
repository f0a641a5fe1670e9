import { connect } from 'node:net';

/**
 * Firefox's own automation protocol: `<length>:<json>` over TCP, `[0, id, command, parameters]` answered by
 * `[1, id, fault, value]`. https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export interface Marionette {
  /** @throws with Firefox's own words when it refuses the command. */
  send(command: string, parameters?: object): Promise<unknown>;
  close(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: Error): void;
}

const COLON = 0x3a;

export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });

  const waiting = new Map<number, Waiting>();
  let received = Buffer.alloc(0);
  let lastId = 0;

  const answered = (message: unknown): void => {
    // The first packet greets and answers nothing.
    if (!Array.isArray(message)) return;
    const [, id, fault, value] = message as [number, number, { error: string; message: string } | null, unknown];
    const caller = waiting.get(id);
    waiting.delete(id);
    if (fault === null) caller?.resolve(value);
    else caller?.reject(new Error(`${fault.error}: ${fault.message}`));
  };

  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (;;) {
      const colon = received.indexOf(COLON);
      if (colon === -1) return;
      const end = colon + 1 + Number(received.subarray(0, colon));
      if (received.length < end) return;
      const message: unknown = JSON.parse(received.subarray(colon + 1, end).toString());
      received = received.subarray(end);
      answered(message);
    }
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox closed the automation connection'));
    waiting.clear();
  });

  return {
    send: (command, parameters = {}) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the automation connection to Firefox is closed'));
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        const packet = JSON.stringify([0, lastId, command, parameters]);
        socket.write(`${Buffer.byteLength(packet)}:${packet}`);
      }),
    close: () => socket.destroy(),
  };
}
