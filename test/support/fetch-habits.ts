/**
 * What pages do with `fetch` and XMLHttpRequest, and what comes of it, as text. Runs in the page (it is sent there as
 * source), so it uses nothing from outside itself. URLs: `api` answers with what it was asked, `blocked` allows no origin.
 */
export async function fetchHabits(api: string, blocked: string): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  const told = (thrown: unknown): string =>
    thrown instanceof Error
      ? `${thrown.constructor.name} ${thrown.name}: ${thrown.message}`
      : `threw ${String(thrown)}`;
  const habit = async (name: string, run: () => unknown): Promise<void> => {
    try {
      results[name] = await run();
    } catch (thrown) {
      results[name] = told(thrown);
    }
  };
  const read = async (response: Response): Promise<unknown> => ({
    type: response.type,
    status: response.status,
    url: response.url,
    redirected: response.redirected,
    body: await response.text(),
  });
  // Called as the page calls it, whatever the types say.
  const call = (...args: unknown[]): Promise<Response> => Reflect.apply(fetch, undefined, args);
  const get = async (...args: unknown[]): Promise<unknown> => read(await call(...args));

  // ——— what it looks like ———
  const shape = (owner: object, name: string): unknown => {
    const { value, ...descriptor } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
    return {
      ...descriptor,
      name: value?.name,
      length: value?.length,
      prototype: 'prototype' in value,
      keys: Reflect.ownKeys(value),
    };
  };
  await habit('shape of fetch', () => shape(window, 'fetch'));
  for (const name of ['open', 'send', 'setRequestHeader', 'abort']) {
    await habit(`shape of ${name}`, () => shape(XMLHttpRequest.prototype, name));
  }
  await habit('globals', () =>
    Reflect.ownKeys(window)
      .map(String)
      .filter((name) => !/^\d+$|puppeteer|ariaQuerySelector/.test(name))
      .join(),
  );
  await habit('members of XMLHttpRequest', () => Reflect.ownKeys(XMLHttpRequest.prototype).map(String).join());
  // The message quotes the source.
  const constructs = (what: object, ...args: unknown[]): unknown => {
    try {
      return String(Reflect.construct(what as new () => unknown, args));
    } catch (thrown) {
      return told(thrown).replace(/: .* is not/s, ' … is not');
    }
  };
  await habit('new fetch', () => constructs(fetch, '/'));
  await habit('new open', () => constructs(XMLHttpRequest.prototype.open));
  await habit('a promise of the page', () => {
    const promise = call(api);
    return [promise instanceof Promise, promise.constructor === Promise, Object.prototype.toString.call(promise)];
  });
  await habit('a response of the page', async () => (await call(api)) instanceof Response);

  // ——— what can be asked for ———
  await habit('a string', () => get(api));
  await habit('a relative URL', () => get('?relative'));
  await habit('an empty string', async () => (await call('')).status);
  await habit('undefined', async () => (await call(undefined)).url);
  await habit('null', async () => (await call(null)).url);
  await habit('a number', async () => (await call(7)).url);
  await habit('a URL', () => get(new URL(api)));
  await habit('location', async () => (await call(location)).status);
  await habit('a link', () => {
    const link = document.createElement('a');
    link.href = api;
    return get(link);
  });
  await habit('an object with toString', async () => {
    let asked = 0;
    const answer = await get({ toString: () => `${api}&asked=${++asked}` });
    return [answer, asked];
  });
  await habit('an object whose toString throws', () =>
    get({
      toString: () => {
        throw new RangeError('no');
      },
    }),
  );
  await habit('an object without toString', () => get(Object.create(null)));
  await habit('a symbol', () => get(Symbol('x')));
  await habit('nothing', () => call());
  await habit('a Request', () => get(new Request(api, { method: 'PUT', body: 'x', headers: { 'X-A': '1' } })));
  await habit('a Request used twice', async () => {
    const request = new Request(api, { method: 'POST', body: 'x' });
    await get(request);
    return get(request);
  });
  await habit('a Request of another window', () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const Other = (frame.contentWindow as Window & typeof globalThis).Request;
    return get(new Other(api, { method: 'POST', body: 'from elsewhere' })).finally(() => frame.remove());
  });
  await habit('a Request overridden', () =>
    get(new Request(api, { method: 'POST', body: 'x' }), { method: 'PUT', body: 'y' }),
  );
  await habit('a Request as the second argument', () => get(api, new Request(api, { method: 'POST', body: 'second' })));
  await habit('a bad URL', () => get('https://['));
  await habit('user and password', () => get(api.replace('//', '//user:password@')));
  await habit('another scheme', () => get('ftp://127.0.0.1/'));
  await habit('data:', () => get('data:text/plain,hello'));
  await habit('blob:', () => get(URL.createObjectURL(new Blob(['hello']))).then(() => 'read'));

  // ——— how ———
  for (const method of ['get', 'Post', 'patch', 'PATCH', 'CONNECT', 'b@d', '']) {
    await habit(`method ${method}`, () => get(api, { method }));
  }
  await habit('a body with GET', () => get(api, { body: 'x' }));
  for (const mode of ['cors', 'no-cors', 'same-origin', 'navigate', 'nonsense']) {
    await habit(`mode ${mode}`, () => get(api, { mode }));
  }
  for (const credentials of ['omit', 'same-origin', 'include', 'nonsense']) {
    await habit(`credentials ${credentials}`, () => get(api, { credentials }));
  }
  for (const redirect of ['follow', 'error', 'manual']) {
    await habit(`redirect ${redirect}`, () => get(`${api}&redirect`, { redirect }));
  }
  await habit('init null', () => get(api, null));
  await habit('init a number', () => get(api, 1));
  await habit('init with getters', async () => {
    const init = {
      get method() {
        return 'PUT';
      },
      get body() {
        return 'x';
      },
    };
    return get(api, init);
  });
  class Init {
    #method = 'DELETE';
    get method(): string {
      return this.#method;
    }
  }
  await habit('init of a class', () => get(api, new Init()));
  await habit('init whose getter throws', () =>
    get(api, {
      get method() {
        throw new RangeError('no');
      },
    }),
  );
  await habit('init frozen', () => get(api, Object.freeze({ headers: Object.freeze({ 'X-A': '1' }) })));

  // ——— headers ———
  await habit('headers as an object', () => get(api, { headers: { 'X-A': '1', accept: 'text/x' } }));
  await habit('headers as pairs', () =>
    get(api, {
      headers: [
        ['X-A', '1'],
        ['X-A', '2'],
      ],
    }),
  );
  await habit('headers as Headers', () => get(api, { headers: new Headers({ 'X-A': '1' }) }));
  await habit('headers as a Map', () => get(api, { headers: new Map([['X-A', '1']]) }));
  await habit('headers from a generator', () =>
    get(api, {
      headers: (function* () {
        yield ['X-A', '1'];
        yield ['X-B', '2'];
      })(),
    }),
  );
  await habit('headers as entries', () => get(api, { headers: new Headers({ 'X-A': '1' }).entries() }));
  await habit('pairs from generators', () =>
    get(api, {
      headers: [
        (function* () {
          yield 'X-A';
          yield '1';
        })(),
      ],
    }),
  );
  await habit('headers of a bad name', () => get(api, { headers: { 'a b': '1' } }));
  await habit('headers of a bad value', () => get(api, { headers: { 'X-A': 'a\nb' } }));
  await habit('headers nobody may set', () => get(api, { headers: { Cookie: 'a=b', Host: 'x', 'Sec-X': '1' } }));

  // ——— bodies ———
  const bodies: Record<string, () => unknown> = {
    text: () => 'x=1',
    form: () => new URLSearchParams({ x: '1' }),
    blob: () => new Blob(['{}'], { type: 'application/json' }),
    buffer: () => new Uint8Array([120, 121]).buffer,
  };
  for (const [name, body] of Object.entries(bodies))
    await habit(`a body of ${name}`, () => get(api, { method: 'POST', body: body() }));
  await habit('a streamed body', () => get(api, { method: 'POST', body: new Blob(['x']).stream(), duplex: 'half' }));
  await habit('a locked stream', () => {
    const body = new Blob(['x']).stream();
    body.getReader();
    return get(api, { method: 'POST', body, duplex: 'half' });
  });
  await habit('a form with a file', async () => {
    const form = new FormData();
    form.append('file', new File(['x'], 'x.txt'));
    const { body } = (await get(api, { method: 'POST', body: form })) as { body: string };
    return body.replace(/----WebKitFormBoundary\w+/g, 'boundary');
  });
  await habit('a response read as a stream', async () => {
    const reader = (await call(api)).body?.getReader();
    return (await reader?.read())?.done;
  });

  // ——— stopping ———
  await habit('aborted before', () => call(api, { signal: AbortSignal.abort() }));
  await habit('aborted with a reason', () => call(api, { signal: AbortSignal.abort('because') }));
  await habit('aborted with the page’s own TypeError', () =>
    call(api, { signal: AbortSignal.abort(new TypeError('mine')) }),
  );
  await habit('aborted meanwhile', () => {
    const controller = new AbortController();
    const promise = call(`${api}&slow`, { signal: controller.signal });
    controller.abort();
    return promise;
  });
  await habit('timed out', () => call(`${api}&slow`, { signal: AbortSignal.timeout(30) }));

  // ——— failing ———
  await habit('blocked', () => call(blocked));
  await habit('refused', () => call('http://127.0.0.1:1/'));
  await habit('unhandled', async () => {
    const seen: unknown[] = [];
    const note = (event: PromiseRejectionEvent) => {
      seen.push(told(event.reason));
      event.preventDefault();
    };
    addEventListener('unhandledrejection', note);
    const promise = call(blocked);
    await new Promise((resolve) => setTimeout(resolve, 300));
    removeEventListener('unhandledrejection', note);
    promise.catch(() => {});
    return seen;
  });
  await habit('handled', async () => {
    let count = 0;
    const note = (event: PromiseRejectionEvent) => {
      count += 1;
      event.preventDefault();
    };
    addEventListener('unhandledrejection', note);
    await call(blocked).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    removeEventListener('unhandledrejection', note);
    return count;
  });

  // ——— called in other ways ———
  await habit('fetch.call(undefined)', async () => (await fetch.call(undefined, api)).status);
  await habit('fetch.call(window)', async () => (await fetch.call(window, api)).status);
  await habit('fetch.call({})', async () => (await Reflect.apply(fetch, {}, [api])).status);
  await habit('fetch throws nothing', () => {
    const promise = Reflect.apply(fetch, {}, []);
    promise.catch(() => {});
    return promise instanceof Promise;
  });
  await habit('a page that wraps it', async () => {
    const inner = window.fetch;
    const seen: string[] = [];
    window.fetch = (...args) => {
      seen.push(String(args[0]).slice(-8));
      return inner(...args);
    };
    const answer = await get(`${api}&wrapped`);
    window.fetch = inner;
    return [answer, seen];
  });
  await habit('a page that patches what we use', async () => {
    const name = 'then';
    const then = Promise.prototype[name];
    const { parse } = JSON;
    let thens = 0;
    const counting = function (this: Promise<unknown>, ...args: unknown[]) {
      thens += 1;
      return Reflect.apply(then, this, args);
    };
    Promise.prototype[name] = counting as typeof then;
    JSON.parse = () => 'patched';
    const promise = call(api);
    Promise.prototype[name] = then;
    JSON.parse = parse;
    return [(await promise).status, thens];
  });

  // ——— XMLHttpRequest ———
  type Log = string[];
  const EVENTS = ['readystatechange', 'loadstart', 'progress', 'load', 'error', 'abort', 'timeout', 'loadend'];
  const withLog = (use: (xhr: XMLHttpRequest, log: Log, done: () => void) => void): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      const log: Log = [];
      for (const type of EVENTS) xhr.addEventListener(type, () => log.push(`${type} ${xhr.readyState} ${xhr.status}`));
      const done = () =>
        setTimeout(
          () => resolve({ log, text: xhr.responseType === '' ? xhr.responseText : '', url: xhr.responseURL }),
          20,
        );
      xhr.addEventListener('loadend', done);
      try {
        use(xhr, log, done);
      } catch (thrown) {
        reject(thrown);
      }
    });
  const open = (xhr: XMLHttpRequest, ...args: unknown[]): void => Reflect.apply(xhr.open, xhr, args);
  await habit('XHR', () =>
    withLog((xhr) => {
      xhr.open('GET', api);
      xhr.send();
    }),
  );
  await habit('XHR with a body and headers', () =>
    withLog((xhr) => {
      xhr.open('put', new URL(api));
      xhr.setRequestHeader('X-A', '1');
      xhr.setRequestHeader('x-a', '2');
      xhr.setRequestHeader('Cookie', 'a=b');
      xhr.withCredentials = true;
      xhr.send('body');
    }),
  );
  await habit('XHR blocked', () =>
    withLog((xhr) => {
      xhr.open('GET', blocked);
      xhr.send();
    }),
  );
  await habit('XHR aborted', () =>
    withLog((xhr) => {
      xhr.open('GET', `${api}&slow`);
      xhr.send();
      xhr.abort();
    }),
  );
  await habit('XHR timed out', () =>
    withLog((xhr) => {
      xhr.open('GET', `${api}&slow`);
      xhr.timeout = 40;
      xhr.send();
    }),
  );
  await habit('XHR synchronous', () =>
    withLog((xhr, _, done) => {
      xhr.open('GET', api, false);
      xhr.send();
      done();
    }),
  );
  await habit('XHR synchronous and blocked', () =>
    withLog((xhr) => {
      xhr.open('GET', blocked, false);
      xhr.send();
    }),
  );
  await habit('XHR with undefined for async', () =>
    withLog((xhr, _, done) => {
      open(xhr, 'GET', api, undefined);
      xhr.send();
      done();
    }),
  );
  await habit('XHR with user and password', () =>
    withLog((xhr) => {
      xhr.open('GET', api, true, 'user', 'password');
      xhr.send();
    }),
  );
  await habit('XHR asks toString once', async () => {
    let asked = 0;
    const answer = await withLog((xhr) => {
      open(xhr, 'GET', { toString: () => `${api}&asked=${++asked}` });
      xhr.send();
    });
    return [answer, asked];
  });
  for (const args of [[], ['GET'], ['GET', 'https://['], ['b@d', api], ['TRACE', api], ['GET', Symbol('x')]]) {
    await habit(`open(${args.map(String)})`, () => open(new XMLHttpRequest(), ...args));
  }
  await habit('send before open', () => new XMLHttpRequest().send());
  await habit('setRequestHeader before open', () => new XMLHttpRequest().setRequestHeader('a', 'b'));
  await habit('setRequestHeader of a bad name', () => {
    const xhr = new XMLHttpRequest();
    xhr.open('GET', api);
    xhr.setRequestHeader('a b', 'c');
  });
  await habit('send twice', () => {
    const xhr = new XMLHttpRequest();
    xhr.open('GET', api);
    xhr.send();
    xhr.send();
  });
  await habit('open on something else', () => Reflect.apply(XMLHttpRequest.prototype.open, {}, ['GET', api]));
  await habit('send on something else', () => Reflect.apply(XMLHttpRequest.prototype.send, {}, []));
  await habit(
    'opened again in its own load',
    () =>
      new Promise((resolve) => {
        const xhr = new XMLHttpRequest();
        const bodies: string[] = [];
        xhr.onload = () => {
          bodies.push(xhr.responseText.slice(0, 40));
          if (bodies.length === 3) return resolve(bodies);
          xhr.open('GET', `${api}&again=${bodies.length}`);
          xhr.send();
        };
        xhr.open('GET', api);
        xhr.send();
      }),
  );
  await habit('opened again while in flight', () =>
    withLog((xhr) => {
      xhr.open('GET', `${api}&slow`);
      xhr.send();
      xhr.open('GET', api);
      xhr.send();
    }),
  );
  await habit('a subclass', async () => {
    class Mine extends XMLHttpRequest {
      override send(body?: XMLHttpRequestBodyInit): void {
        this.setRequestHeader('X-Mine', '1');
        super.send(body ?? null);
      }
    }
    const xhr = new Mine();
    xhr.open('GET', api);
    return new Promise((resolve) => {
      xhr.onload = () => resolve(xhr.responseText);
      xhr.send();
    });
  });
  await habit(
    'upload listeners',
    () =>
      new Promise((resolve) => {
        const xhr = new XMLHttpRequest();
        const log: Log = [];
        const gone = () => log.push('gone');
        const note = (event: Event) => log.push(event.type);
        xhr.upload.addEventListener('load', gone);
        xhr.upload.removeEventListener('load', gone);
        xhr.upload.addEventListener('load', note);
        xhr.upload.addEventListener('load', note);
        xhr.upload.addEventListener('loadstart', { handleEvent: note }, { once: true });
        Reflect.apply(xhr.upload.addEventListener, xhr.upload, ['loadend', null]);
        xhr.upload.onprogress = note;
        xhr.onload = () => resolve([log, xhr.responseText]);
        xhr.open('POST', api);
        xhr.send('body');
      }),
  );
  await habit('upload.addEventListener()', () =>
    Reflect.apply(new XMLHttpRequest().upload.addEventListener, new XMLHttpRequest().upload, []),
  );
  await habit('a page that patches EventTarget', () => {
    const { addEventListener } = EventTarget.prototype;
    const seen: string[] = [];
    EventTarget.prototype.addEventListener = function (this: EventTarget, ...args: unknown[]) {
      seen.push(`${this.constructor.name} ${String(args[0])}`);
      return Reflect.apply(addEventListener, this, args);
    };
    const xhr = new XMLHttpRequest();
    xhr.upload.addEventListener('load', () => {});
    xhr.open('GET', api);
    xhr.send();
    EventTarget.prototype.addEventListener = addEventListener;
    return seen;
  });
  return results;
}
