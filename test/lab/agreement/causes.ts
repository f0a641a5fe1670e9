import type { ProtocolRequest } from '../../support/protocol-verdicts';

/** Ids of `src/diagnostics/not-cors/` that tell the truth about a failure that no CORS step decided; null: any will do, but one has to be named. */
export function causesOf({ end }: ProtocolRequest): readonly string[] | null {
  if (end.state !== 'failed') return null;
  const reason = end.blockedReason ?? end.errorText;
  return CAUSES.find(([reasons]) => reasons.test(reason))?.[1] ?? null;
}

/** By the protocol's `blockedReason`, else its net error. */
const CAUSES: readonly (readonly [RegExp, readonly string[]])[] = [
  // An extension is shown no more of a redirect that a policy stopped than that nobody followed it.
  [/^csp$/, ['content-security-policy', 'redirect-not-followed']],
  [/^mixed-content$/, ['mixed-content', 'redirect-not-followed']],
  [/^(?:corp|coep)-/, ['cross-origin-resource-policy']],
  [/^origin$/, ['redirect-not-followed', 'mode-same-origin', 'url-credentials']],
  [/^inspector$/, ['blocked-by-extension']],
  [/^net::ERR_BLOCKED_BY_CLIENT/, ['blocked-by-extension']],
  [/^net::ERR_BLOCKED_BY_ORB$/, ['opaque-response-blocking']],
  [/^net::ERR_BLOCKED_BY_RESPONSE/, ['cross-origin-resource-policy']],
  [
    /^net::ERR_ABORTED$/,
    [
      'aborted',
      'content-security-policy',
      'mixed-content',
      'redirect-not-followed',
      'service-worker',
      'authentication-dialog',
    ],
  ],
  [/^net::ERR_(?:NAME_|DNS_)/, ['dns']],
  [/^net::ERR_CONNECTION_REFUSED$/, ['connection-refused']],
  [/^net::ERR_(?:CONNECTION_TIMED_OUT|TIMED_OUT|ADDRESS_UNREACHABLE)$/, ['connection-timeout']],
  [
    /^net::ERR_(?:CONNECTION_(?:RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED|HTTP2_PROTOCOL_ERROR)$/,
    ['connection-lost'],
  ],
  [/^net::ERR_(?:CERT_|SSL_|BAD_SSL)/, ['tls']],
  [/^net::ERR_UNSAFE_PORT$/, ['bad-port']],
  [/^net::ERR_TOO_MANY_REDIRECTS$/, ['redirect-limit']],
  [/^net::ERR_(?:UNSAFE_REDIRECT|UNKNOWN_URL_SCHEME|INVALID_REDIRECT)$/, ['redirect-not-http']],
  [/^net::ERR_(?:CONTENT_LENGTH_MISMATCH|CONTENT_DECODING_FAILED|INCOMPLETE_CHUNKED_ENCODING)$/, ['broken-body']],
  [/^net::ERR_(?:INVALID_HTTP_RESPONSE|RESPONSE_HEADERS_|INVALID_CHUNKED)/, ['malformed-response']],
  [/^net::ERR_ALPN_NEGOTIATION_FAILED$/, ['stream-upload']],
];
