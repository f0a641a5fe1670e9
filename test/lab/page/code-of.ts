import type { Action, Body } from '../scenarios/action';

/** An action as the code a page author would have written. */
export function codeOf(action: Action<string>): string {
  const code = codeHere(action);
  return 'in' in action && action.in ? `// in a ${action.in}\n${code}` : code;
}

function codeHere(action: Action<string>): string {
  switch (action.do) {
    case 'fetch': {
      const { do: _, url, in: __, abortAfter, timeoutAfter, reads = [], body, headers, ...init } = action;
      const options = [
        ...Object.entries(init).map(([name, value]) => `${name}: ${literal(value)}`),
        ...(headers ? [`headers: [${headers.map(literal).join(', ')}]`] : []),
        ...(body ? [`body: ${bodyCode(body)}`] : []),
        ...(timeoutAfter === undefined ? [] : [`signal: AbortSignal.timeout(${timeoutAfter})`]),
        ...(abortAfter === undefined ? [] : ['signal: controller.signal']),
      ];
      const call = `fetch(${literal(url)}${options.length > 0 ? `, { ${options.join(', ')} }` : ''})`;
      return [
        call,
        ...reads.map((name) => `response.headers.get(${literal(name)})`),
        ...(abortAfter === undefined ? [] : [`setTimeout(() => controller.abort(), ${abortAfter})`]),
      ].join('\n');
    }
    case 'xhr':
      return [
        `xhr.open(${literal(action.method ?? 'GET')}, ${literal(action.url)}${action.synchronous ? ', false' : ''})`,
        ...(action.headers ?? []).map(([name, value]) => `xhr.setRequestHeader(${literal(name)}, ${literal(value)})`),
        ...(action.withCredentials ? ['xhr.withCredentials = true'] : []),
        ...(action.uploadListener ? ["xhr.upload.addEventListener('progress', …)"] : []),
        ...(action.timeoutAfter === undefined ? [] : [`xhr.timeout = ${action.timeoutAfter}`]),
        `xhr.send(${action.body ? bodyCode(action.body) : ''})`,
        ...(action.abortAfter === undefined ? [] : [`setTimeout(() => xhr.abort(), ${action.abortAfter})`]),
      ].join('\n');
    case 'load':
      return `${action.as}: ${action.url}${action.crossorigin ? `\ncrossorigin="${action.crossorigin}"` : ''}`;
    case 'beacon':
      return `navigator.sendBeacon(${literal(action.url)}, ${bodyCode(action.body)})`;
    case 'event source':
      return `new EventSource(${literal(action.url)}${action.withCredentials ? ', { withCredentials: true }' : ''})`;
    case 'web socket':
      return `new WebSocket(${literal(action.url)})`;
    case 'submit form':
      return `<form method="post" action=${literal(action.url)}>`;
    case 'serve from service worker':
      return `// from here on a service worker answers: ${action.answers}`;
    case 'code':
      return [
        `const url = ${literal(action.url)}`,
        ...(action.other === undefined ? [] : [`const other = ${literal(action.other)}`]),
        action.code,
      ].join('\n');
    case 'wait':
      return `// ${action.ms} ms later`;
    case 'together':
      return `// at once\n${action.actions.map(codeOf).join('\n')}`;
  }
}

const literal = (value: unknown) => JSON.stringify(value);

function bodyCode(body: Body): string {
  if ('text' in body) return literal(body.text);
  if ('blob' in body) return `new Blob([${literal(body.blob)}], { type: ${literal(body.type)} })`;
  if ('form' in body) return `FormData ${literal(body.form)}`;
  if ('parameters' in body) return `new URLSearchParams(${literal(body.parameters)})`;
  return `a ReadableStream of ${literal(body.stream)}`;
}
