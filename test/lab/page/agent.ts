// The script of every lab page, frame and worker: does what an action says and tells how it ended, in the page's own view.
// It has no imports at run time, because it is also the text of workers and of documents without a server.
import type { Action, Body, FetchAction, LoadAction, Place, XhrAction } from '../scenarios/action';

type Step = Action<string>;

/** What a service worker's global scope has beyond a window's, as far as it is used here. */
interface ServiceWorkerScope {
  readonly clients?: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface ExtendableEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

async function perform(step: Step): Promise<string> {
  try {
    if ('in' in step && step.in) {
      const { in: place, ...here } = step;
      return await performIn(place, here as Step);
    }
    switch (step.do) {
      case 'fetch':
        return await doFetch(step);
      case 'xhr':
        return await doXhr(step);
      case 'load':
        return await load(step);
      case 'beacon':
        return navigator.sendBeacon(step.url, bodyOf(step.body) as BodyInit) ? 'queued' : 'not queued';
      case 'event source':
        return await listenTo(step.url, step.withCredentials ?? false);
      case 'web socket':
        return await connectTo(step.url);
      case 'submit form':
        return await submitForm(step.url);
      case 'serve from service worker':
        return await serveFromServiceWorker(step.answers);
      case 'code':
        return await runCode(step.code, step.url, step.other ?? '');
      case 'wait':
        await elapsed(step.ms);
        return `waited ${step.ms} ms`;
      case 'together':
        return (await Promise.all(step.actions.map(perform))).join('; ');
    }
  } catch (thrown) {
    return String(thrown);
  }
}

async function doFetch(step: FetchAction<string>): Promise<string> {
  const { abortAfter, timeoutAfter, reads = [], body, do: _, url, ...init } = step;
  const controller = new AbortController();
  if (abortAfter !== undefined) setTimeout(() => controller.abort(), abortAfter);
  const signal = timeoutAfter === undefined ? controller.signal : AbortSignal.timeout(timeoutAfter);
  const response = await fetch(url, {
    ...(init as RequestInit),
    signal,
    ...(body && { body: bodyOf(body) as BodyInit }),
    ...(body && 'stream' in body && { duplex: 'half' }),
  });
  const read = reads.map((name) => `${name}: ${response.headers.get(name)}`);
  const text = await response.text().catch(String);
  return [`${response.type} ${response.status}`, ...read, text.slice(0, 80).trim()].filter(Boolean).join(', ');
}

async function runCode(code: string, url: string, other: string): Promise<string> {
  const run = new Function('url', 'other', 'wait', `return (async () => {${code}})()`);
  return String((await run(url, other, elapsed)) ?? 'done');
}

function doXhr(step: XhrAction<string>): Promise<string> {
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    xhr.open(step.method ?? 'GET', step.url, !step.synchronous);
    xhr.withCredentials = step.withCredentials ?? false;
    for (const [name, value] of step.headers ?? []) xhr.setRequestHeader(name, value);
    if (step.uploadListener) xhr.upload.addEventListener('progress', () => undefined);
    if (step.timeoutAfter !== undefined) xhr.timeout = step.timeoutAfter;
    if (step.abortAfter !== undefined) setTimeout(() => xhr.abort(), step.abortAfter);
    const events: string[] = [];
    for (const type of ['load', 'error', 'abort', 'timeout']) xhr.addEventListener(type, () => events.push(type));
    xhr.addEventListener('loadend', () => resolve(`${events.join(', ')}, status ${xhr.status}`));
    try {
      xhr.send(step.body ? (bodyOf(step.body) as XMLHttpRequestBodyInit) : null);
    } catch (thrown) {
      resolve(String(thrown));
    }
  });
}

async function load(step: LoadAction<string>): Promise<string> {
  const { url } = step;
  switch (step.as) {
    case 'image':
      return await element('img', step, { src: url });
    case 'script':
      return await element('script', step, { src: url });
    case 'module script':
      return await element('script', step, { src: url, type: 'module' });
    case 'stylesheet':
      return await element('link', step, { href: url, rel: 'stylesheet' });
    case 'font preload':
      return await element('link', step, { href: url, rel: 'preload', as: 'font' });
    case 'fetch preload':
      return await element('link', step, { href: url, rel: 'preload', as: 'fetch' });
    case 'module preload':
      return await element('link', step, { href: url, rel: 'modulepreload' });
    case 'frame':
      return await element('iframe', step, { src: url });
    case 'video':
    case 'audio':
      return await element(step.as, step, { src: url, preload: 'auto' });
    case 'track':
      return await loadTrack(step);
    case 'dynamic import':
      return Object.keys((await import(/* @vite-ignore */ url)) as object).join(', ') || 'imported';
    case 'font':
      return await new FontFace('Lab', `url(${JSON.stringify(url)})`).load().then((font) => font.status);
    case 'mask image': {
      const masked = document.body.appendChild(document.createElement('div'));
      masked.style.cssText = `width: 10px; height: 10px; background: red; mask-image: url(${JSON.stringify(url)})`;
      // Nothing tells a page that a mask failed; the resource's timing entry says that it ended.
      await timed(url);
      return 'a mask fails without a word';
    }
    case 'worker':
      return await new Promise((resolve) => {
        const worker = new Worker(url);
        worker.addEventListener('error', () => resolve('error'));
        worker.addEventListener('message', () => resolve('message'));
      });
  }
}

function element(name: string, step: LoadAction<string>, attributes: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const made = document.createElement(name);
    for (const type of ['load', 'loadeddata', 'error']) made.addEventListener(type, () => resolve(type));
    if (step.crossorigin) made.setAttribute('crossorigin', step.crossorigin);
    if (step.integrity) made.setAttribute('integrity', step.integrity);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    document.body.append(made);
  });
}

function loadTrack(step: LoadAction<string>): Promise<string> {
  return new Promise((resolve) => {
    const video = document.createElement('video');
    video.crossOrigin = step.crossorigin ?? 'anonymous';
    const track = video.appendChild(document.createElement('track'));
    track.addEventListener('load', () => resolve('load'));
    track.addEventListener('error', () => resolve('error'));
    track.src = step.url;
    document.body.append(video);
    track.track.mode = 'hidden';
  });
}

function timed(url: string): Promise<void> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (list.getEntries().some((entry) => entry.name === url)) resolve();
    });
    observer.observe({ type: 'resource', buffered: true });
    setTimeout(resolve, 2000);
  });
}

/** Listens until the server ends the stream, which the source takes for a failure to reconnect from. */
function listenTo(url: string, withCredentials: boolean): Promise<string> {
  return new Promise((resolve) => {
    const source = new EventSource(url, { withCredentials });
    const messages: string[] = [];
    source.addEventListener('message', (event) => messages.push(`message ${(event as MessageEvent<string>).data}`));
    source.addEventListener('error', () => {
      source.close();
      resolve([...messages, messages.length > 0 ? 'end' : 'error'].join(', '));
    });
  });
}

function connectTo(url: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      socket.close();
      resolve('open');
    });
    socket.addEventListener('error', () => resolve('error'));
  });
}

function submitForm(url: string): Promise<string> {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.name = 'form-target';
    document.body.append(frame);
    const form = document.body.appendChild(document.createElement('form'));
    form.method = 'post';
    form.action = url;
    form.target = frame.name;
    frame.addEventListener('load', () => resolve('load'));
    form.submit();
  });
}

function bodyOf(body: Body): BodyInit | ReadableStream<Uint8Array> {
  if ('text' in body) return body.text;
  if ('blob' in body) return new Blob([body.blob], { type: body.type });
  if ('parameters' in body) return new URLSearchParams(body.parameters);
  if ('form' in body) {
    const form = new FormData();
    for (const [name, value] of Object.entries(body.form)) form.append(name, value);
    return form;
  }
  return new Blob([body.stream]).stream();
}

const AGENT = '/lab/agent.js';

async function performIn(place: Place, step: Step): Promise<string> {
  const { port1, port2 } = new MessageChannel();
  const answered = new Promise<string>((resolve) => {
    port1.onmessage = (event: MessageEvent<string>) => resolve(event.data);
  });
  const message = { lab: step };
  switch (place) {
    case 'worker':
      new Worker(AGENT).postMessage(message, [port2]);
      break;
    case 'blob worker': {
      const source = new Blob([await agentSource()], { type: 'text/javascript' });
      new Worker(URL.createObjectURL(source)).postMessage(message, [port2]);
      break;
    }
    case 'shared worker':
      new SharedWorker(AGENT).port.postMessage(message, [port2]);
      break;
    case 'data worker':
      new Worker(await agentInDataUrl()).postMessage(message, [port2]);
      break;
    case 'data shared worker':
      new SharedWorker(await agentInDataUrl()).port.postMessage(message, [port2]);
      break;
    case 'service worker':
      (await serviceWorker(AGENT)).postMessage(message, [port2]);
      break;
    default:
      (await frame(place)).postMessage(message, '*', [port2]);
  }
  return await answered;
}

async function serviceWorker(script: string): Promise<ServiceWorker> {
  const registration = await navigator.serviceWorker.register(script, { scope: location.pathname });
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (!worker) throw new Error('The service worker was not registered.');
  while (worker.state !== 'activated') {
    await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
  }
  return worker;
}

async function serveFromServiceWorker(answers: string): Promise<string> {
  const controlled = navigator.serviceWorker.controller
    ? Promise.resolve()
    : new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  await serviceWorker(`${AGENT}?answers=${encodeURIComponent(answers)}`);
  await controlled;
  return 'the page has a service worker';
}

type FramePlace = Exclude<Place, `${string}worker`>;

async function frame(place: FramePlace): Promise<Window> {
  const made = document.createElement('iframe');
  const html = async () => `<!doctype html><title>Frame</title><body><script>${await agentSource()}</script>`;
  switch (place) {
    case 'same-site frame':
      made.src = frameUrls.sameSite;
      break;
    case 'cross-origin frame':
      made.src = frameUrls.crossSite;
      break;
    case 'sandboxed frame':
      made.setAttribute('sandbox', 'allow-scripts');
      made.src = '/lab/frame';
      break;
    case 'srcdoc frame':
      made.srcdoc = await html();
      break;
    case 'data frame':
      made.src = `data:text/html;charset=utf-8,${encodeURIComponent(await html())}`;
      break;
    case 'blob frame':
      made.src = URL.createObjectURL(new Blob([await html()], { type: 'text/html' }));
      break;
  }
  const loaded = new Promise((resolve) => made.addEventListener('load', resolve, { once: true }));
  document.body.append(made);
  await loaded;
  if (!made.contentWindow) throw new Error('The frame has no window.');
  return made.contentWindow;
}

const agentInDataUrl = async () => `data:text/javascript;charset=utf-8,${encodeURIComponent(await agentSource())}`;

let source: Promise<string> | null = null;
function agentSource(): Promise<string> {
  source ??= fetch(AGENT).then((response) => response.text());
  return source;
}

const elapsed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const performAndTell = async (event: Event) => {
  const { data, ports } = event as MessageEvent<{ lab?: Step } | null>;
  if (data?.lab && ports[0]) ports[0].postMessage(await perform(data.lab));
};

/** Set by scenario pages: the pages of other origins that the lab puts into frames. */
let frameUrls = { sameSite: '', crossSite: '' };

const scope = self as unknown as ServiceWorkerScope;
if (scope.clients) {
  const { clients } = scope;
  const answers = new URL(location.href).searchParams.get('answers');
  self.addEventListener('install', () => void scope.skipWaiting());
  self.addEventListener('activate', (event) => (event as ExtendableEvent).waitUntil(clients.claim()));
  if (answers) {
    self.addEventListener('fetch', (event) => {
      const { request, respondWith } = event as FetchEvent;
      if (new URL(request.url).origin === location.origin) return;
      respondWith.call(event, responseOf(answers, request));
    });
  }
}

function responseOf(answers: string, request: Request): Promise<Response> {
  switch (answers) {
    case 'makes one up':
      return Promise.resolve(new Response('Made up by the service worker.'));
    case 'opaque response':
      return fetch(request.url, { mode: 'no-cors' });
    case 'network failure':
      return Promise.resolve(Response.error());
    default:
      return fetch(request);
  }
}

self.addEventListener('message', performAndTell);
self.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port) port.onmessage = performAndTell;
});

/** Runs a scenario's actions one after another and writes each result beside its action. */
async function runScenario(): Promise<void> {
  const data = document.getElementById('scenario');
  if (!data) return;
  const scenario = JSON.parse(data.textContent ?? '') as { frameUrls: typeof frameUrls; run: Step[] };
  frameUrls = scenario.frameUrls;
  document.documentElement.dataset['state'] = 'running';
  const outputs = document.querySelectorAll('output');
  for (const [index, step] of scenario.run.entries()) {
    const result = await perform(step);
    const output = outputs[index];
    if (output) output.textContent = result;
  }
  document.documentElement.dataset['state'] = 'done';
  window.parent.postMessage({ labDone: location.pathname }, '*');
}

if (typeof document !== 'undefined') {
  document.getElementById('run')?.addEventListener('click', () => void runScenario());
  if (new URL(location.href).searchParams.has('run')) void runScenario();
}
