import { expect, test } from 'vitest';
import { stackFrames } from '../../../src/exchange/stack';

const OWN = 'chrome-extension://lens/';

test('reads the lines of Chromium', () => {
  const stack = `Error: x
    at window.fetch (chrome-extension://lens/hook/hook.js:1:20)
    at save (https://app.example/app.js:12:5)
    at async Promise.all (index 0)
    at async https://app.example/app.js:3:1
    at new Api (https://app.example/a(b).js:4:2)
    at <anonymous>`;
  expect(stackFrames(stack, OWN)).toEqual([
    { functionName: 'save', url: 'https://app.example/app.js', line: 12, column: 5 },
    { functionName: '', url: 'https://app.example/app.js', line: 3, column: 1 },
    { functionName: 'new Api', url: 'https://app.example/a(b).js', line: 4, column: 2 },
  ]);
});

test('reads the lines of Firefox', () => {
  const stack = `fetch@moz-extension://lens/hook/hook.js:1:20\nsave@https://app.example/app.js:12:5\n@https://app.example/app.js:3:1\n`;
  expect(stackFrames(stack, 'moz-extension://lens/')).toEqual([
    { functionName: 'save', url: 'https://app.example/app.js', line: 12, column: 5 },
    { functionName: '', url: 'https://app.example/app.js', line: 3, column: 1 },
  ]);
});

test('is quick with what a page makes up, and keeps no more than an editor needs', () => {
  const started = performance.now();
  expect(stackFrames(`at ${' ('.repeat(4_000)}${':1'.repeat(4_000)}`, OWN).length).toBeLessThan(2);
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(stackFrames('at f (https://app.example/a.js:1:1)\n'.repeat(1_000), OWN)).toHaveLength(50);
});
