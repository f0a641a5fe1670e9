import type { StackFrame } from './exchange';

/** As many frames as an editor can use. */
const FRAMES_AT_MOST = 50;
const LINE_AT_MOST = 1_000;

/** Chromium: `    at save (https://app.example/app.js:12:5)`, `    at async https://app.example/app.js:3:1`. */
const V8 = /^\s*at (?:async )?(?:(.*?) \()?(.+?):(\d+):(\d+)\)?$/;
/** Firefox: `save@https://app.example/app.js:12:5`. */
const GECKO = /^(.*?)@(.+?):(\d+):(\d+)$/;

/**
 * @param stack an error's `stack`, of Chromium or Firefox; lines of another form are left out.
 * @param own frames whose URL begins so are left out: they are the hook's.
 */
export function stackFrames(stack: string, own: string): readonly StackFrame[] {
  const frames: StackFrame[] = [];
  for (const whole of stack.split('\n')) {
    // A page may call its functions what it likes; what no editor could open need not be read.
    const line = whole.slice(0, LINE_AT_MOST);
    const [, functionName = '', url = '', at = '', column = ''] = V8.exec(line) ?? GECKO.exec(line) ?? [];
    if (url === '' || url.startsWith(own)) continue;
    frames.push({ functionName, url, line: Number(at), column: Number(column) });
    if (frames.length === FRAMES_AT_MOST) break;
  }
  return frames;
}
