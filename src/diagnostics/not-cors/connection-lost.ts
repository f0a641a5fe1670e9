import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** The connection broke before an answer came. */
export const connectionLost = defineNetworkCause({
  id: 'connection-lost',
  errors:
    /^net::ERR_(?:CONNECTION_RESET|CONNECTION_CLOSED|CONNECTION_ABORTED|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|HTTP2_|QUIC_|SPDY_|NETWORK_CHANGED)|^NS_ERROR_(?:NET_RESET|NET_INTERRUPT|NET_EMPTY_RESPONSE|NET_ON_RECEIVING_FROM|HTTP2)/,
  words: ({ url, on }) => ({
    title: `Not CORS: the connection broke before an answer came`,
    explanation: `${wire(hostOf(url))} closed the connection without answering${on === 'preflight' ? ' `OPTIONS`' : ''}. Look into the log of the server or of the proxy in front of it: it crashed, or it speaks another protocol on this port.`,
    short: 'connection broke',
  }),
});
