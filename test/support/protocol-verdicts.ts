import { type Browser, type CDPSession, CDPSessionEvent, type Protocol } from 'puppeteer';

/** What the DevTools protocol says of one request: the browser's own verdict, which CORS Lens is measured against. */
export interface ProtocolRequest {
  readonly requestId: string;
  /** Every URL it went to, redirects included; at least one. */
  readonly hops: ProtocolHop[];
  readonly method: string;
  /** CDP's resource type: `Fetch`, `XHR`, `Preflight`, `Image`, … */
  type: string;
  /** A preflight names the request it was made for. */
  readonly preflightFor: string | null;
  /** The URL of the document that asked. */
  readonly documentUrl: string;
  /** Seconds since the epoch. */
  readonly startedAt: number;
  /** Did the page get a response? That of an opaque one may never be read to its end. */
  delivered: boolean;
  /** Where it was made: `page`, `iframe`, `worker`, `shared_worker`, `service_worker`; empty until known. */
  readonly target: { readonly type: string };
  /** Did it leave the renderer? */
  reachedNetwork: boolean;
  fromServiceWorker: boolean;
  end: ProtocolEnd;
}

export interface ProtocolHop {
  readonly url: string;
  readonly method: string;
  status: number | null;
  /** As received, lower-case names; repeated ones joined with a line feed. */
  responseHeaders: Readonly<Record<string, string>> | null;
}

export type ProtocolEnd =
  | { readonly state: 'pending' }
  | { readonly state: 'finished' }
  | {
      readonly state: 'failed';
      readonly corsError: Protocol.Network.CorsError | null;
      /** The value that `corsError` is about, as far as the browser names it. */
      readonly failedParameter: string;
      readonly blockedReason: Protocol.Network.BlockedReason | null;
      /** `net::ERR_FAILED`, … */
      readonly errorText: string;
      readonly canceled: boolean;
    };

export interface ProtocolRecorder {
  /** All requests so far in the order they started, preflights included. */
  requests(): ProtocolRequest[];
  clear(): void;
}

/**
 * Records the requests of every page, frame, worker, shared worker and service worker of a browser from here on. Puppeteer attaches to each of them
 * while it is held at its start; this listens on the same sessions and asks for network events before puppeteer lets them go, so no request is missed.
 * Service workers are the exception: puppeteer lets go of them at once, so they get a session of ours.
 */
export async function recordProtocol(browser: Browser): Promise<ProtocolRecorder> {
  const root = await browser.target().createCDPSession();
  const connection = root.connection();
  if (!connection) throw new Error('The browser is gone.');
  const byId = new Map<string, ProtocolRequest>();
  // The extra events come over another way and may be first.
  const early = new Map<string, Protocol.Network.ResponseReceivedExtraInfoEvent[]>();
  const sent = new Set<string>();
  const listen = (session: CDPSession) => listenTo(session, byId, early, sent);
  connection.on(CDPSessionEvent.SessionAttached, listen);
  // Never an extension's: attached to, it would live for ever, or hang when it is stopped and woken.
  root.on('Target.targetCreated', ({ targetInfo: { targetId, url } }) => {
    if (url.startsWith('chrome-extension:')) return;
    root.send('Target.attachToTarget', { targetId, flatten: true }).catch(() => undefined); // Gone again.
  });
  await root.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'service_worker' }] });
  // Pages that are open already were attached to before we could listen.
  for (const page of await browser.pages()) listen(await page.createCDPSession());
  return {
    requests: () => [...byId.values()],
    clear: () => byId.clear(),
  };
}

function listenTo(
  session: CDPSession,
  byId: Map<string, ProtocolRequest>,
  early: Map<string, Protocol.Network.ResponseReceivedExtraInfoEvent[]>,
  sent: Set<string>,
): void {
  const target = { type: '' };
  session
    .send('Target.getTargetInfo')
    .then(({ targetInfo }) => {
      target.type = targetInfo.type;
    })
    .catch(() => undefined); // Gone again.
  const ended = (requestId: string, end: ProtocolEnd, type?: string) => {
    const request = byId.get(requestId);
    if (!request) return;
    request.end = later(request.end, end);
    if (type) request.type = type;
  };

  session.on('Network.requestWillBeSent', (event) => {
    const { requestId, request, redirectResponse } = event;
    const known = byId.get(requestId);
    const hop: ProtocolHop = {
      url: request.url + (request.urlFragment ?? ''),
      method: request.method,
      status: null,
      responseHeaders: null,
    };
    if (known && redirectResponse) {
      answered(known, redirectResponse.status, redirectResponse.headers);
      known.hops.push(hop);
      return;
    }
    if (known) return;
    const made: ProtocolRequest = {
      requestId,
      hops: [hop],
      method: request.method,
      type: event.type ?? 'Other',
      preflightFor: event.initiator.type === 'preflight' ? (event.initiator.requestId ?? null) : null,
      documentUrl: event.documentURL,
      startedAt: event.wallTime,
      delivered: false,
      target,
      reachedNetwork: sent.has(requestId),
      fromServiceWorker: false,
      end: { state: 'pending' },
    };
    byId.set(requestId, made);
    for (const info of early.get(requestId) ?? []) answered(made, info.statusCode, info.headers);
    early.delete(requestId);
  });

  session.on('Network.requestWillBeSentExtraInfo', ({ requestId }) => {
    const known = byId.get(requestId);
    if (known) known.reachedNetwork = true;
    else sent.add(requestId);
  });
  // Of a response that CORS refuses this is the only trace.
  session.on('Network.responseReceivedExtraInfo', (event) => {
    const known = byId.get(event.requestId);
    if (known) answered(known, event.statusCode, event.headers);
    else early.set(event.requestId, [...(early.get(event.requestId) ?? []), event]);
  });
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    const known = byId.get(requestId);
    if (!known) return;
    known.type = type;
    known.delivered = true;
    known.fromServiceWorker = response.fromServiceWorker ?? false;
    const hop = known.hops.at(-1);
    if (hop && hop.status === null) answered(known, response.status, response.headers);
  });
  session.on('Network.loadingFinished', ({ requestId }) => ended(requestId, { state: 'finished' }));
  session.on('Network.loadingFailed', (event) =>
    ended(
      event.requestId,
      {
        state: 'failed',
        corsError: event.corsErrorStatus?.corsError ?? null,
        failedParameter: event.corsErrorStatus?.failedParameter ?? '',
        blockedReason: event.blockedReason ?? null,
        errorText: event.errorText,
        canceled: event.canceled ?? false,
      },
      event.type,
    ),
  );
  session.send('Network.enable').catch(() => undefined); // A tab target, or one that is gone again: it has no network.
}

/** A request that the renderer stops is reported twice: with the reason, then as aborted. The reason stays. */
function later(known: ProtocolEnd, end: ProtocolEnd): ProtocolEnd {
  if (known.state !== 'failed' || end.state !== 'failed') return end;
  return {
    ...end,
    corsError: known.corsError ?? end.corsError,
    failedParameter: known.failedParameter || end.failedParameter,
    blockedReason: known.blockedReason ?? end.blockedReason,
  };
}

/** Fills in the first hop that has no answer yet: the events of a chain come in its order. */
function answered(request: ProtocolRequest, status: number, headers: Protocol.Network.Headers): void {
  const hop = request.hops.find((candidate) => candidate.status === null);
  if (!hop) return;
  hop.status = status;
  hop.responseHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** In the words of `Expected`: `allowed`, a CorsError, `blocked csp`, `net::ERR_…`, `pending`. */
export function verdictOf(request: ProtocolRequest): string {
  const { end } = request;
  switch (end.state) {
    case 'pending':
      return request.delivered ? 'allowed' : 'pending';
    case 'finished':
      return 'allowed';
    case 'failed':
      if (end.corsError) return end.corsError;
      return end.blockedReason ? `blocked ${end.blockedReason}` : end.errorText;
  }
}
