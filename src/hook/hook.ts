import { hookFetch } from './fetch';
import { offerPort } from './handshake';
import { listen } from './native';
import { reporter } from './reporter';
import { hookXhr } from './xhr';

/**
 * Runs among the page's own scripts, before the first of them. It changes nothing of what they get: it tells what they
 * asked for. The bridge says whether anybody listens; if not, everything is put back.
 */
const report = reporter();
const undo = [hookFetch(report), hookXhr(report)];

// Of the page's own: in Firefox a page may not touch what a content script makes, a content script may touch what is the page's.
const { port1: port, port2 } = new MessageChannel();
listen.call(port, 'message', (event) => {
  if (event instanceof MessageEvent && event.data === 'listen') return report.start(port);
  report.stop();
  port.close();
  for (const put of undo) put();
});
port.start();
offerPort(port2);
