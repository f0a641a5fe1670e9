import { entry, har } from './har-file';

/** `hold(share)`: what the file's reader tells is kept back once it is as far as that, until `release()`. */
export const HELD_READER = `(() => {
  const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
  let from = 2;
  let kept = [];
  const shareOf = ({ phase, done, all }) => (phase === 'pairing' ? done / all : 0);
  Object.defineProperty(Worker.prototype, 'onmessage', {
    set(listener) {
      set.call(this, listener === null ? null : (event) => {
        if (kept.length > 0 || shareOf(event.data) > from) kept.push(() => listener(event));
        else listener(event);
      });
    },
  });
  window.hold = (share) => { from = share; kept = []; };
  window.release = () => { from = 2; for (const tell of kept.splice(0)) tell(); };
})()`;

export const LONG_NAME = `${'a recording of the checkout page, signed in, '.repeat(3)}2026-11-28.har`;

/** As Firefox saves it: what the browser did is not in there. */
export const firefoxHar = har('Firefox', [
  { comment: 'no request' },
  ...Array.from({ length: 300 }, (_, index) =>
    entry({
      url: `https://api.example/v1/orders/${index}?page=${index}`,
      at: index * 40,
      request: { Origin: 'https://app.example' },
      response: index % 50 === 9 ? {} : { 'Access-Control-Allow-Origin': 'https://app.example' },
    }),
  ),
]);

/** What the sentence says, and a file that it says it of. */
export const UNUSABLE = {
  'is empty': '',
  'compressed with gzip': '\u001f\u008b',
  'HTML or XML': '<!doctype html>',
  'ends in the middle': '{"log":{"version":"1.2","entries":[',
  'breaks off near': '{"log":{"version":"1.2","entries":[}]}}',
  'has no log': '{"entries":[]}',
  'HAR version': '{"log":{"version":"2.0 of a format that somebody made up","entries":[]}}',
  'No entry of the HAR': '{"log":{"version":"1.2","entries":[{}]}}',
} as const;

/** Run in the panel: what the browser says when a file is dragged over it or dropped on it. */
export const dragged = (type: 'dragover' | 'drop', name: string, content: string): string => `(() => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}));
  document.dispatchEvent(new DragEvent('${type}', { bubbles: true, cancelable: true, dataTransfer }));
})()`;
