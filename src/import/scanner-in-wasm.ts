import type { Scanner } from './scanner';

/** scanner.wat, compiled. */
export const compiled =
  'AGFzbQEAAAABBwFgAn9/AX8DAwIAAAUDAQACBgYBfwFBAAsHLAQGbWVtb3J5AgAEb3BlbgMAC2VuZE9mU3RyaW5nAAAKcGFzc05lc3RlZAABCvICApEBAQR/IAAhAgNAIAIgAU8EQEF/DwsgAv0ABABBIv0P/SP9ZCEDAkADQCADRQ0BIAIgA2hqIQQgBCABTwRAQX8PCyAEIQUCQANAIAUgAEYNASAFQQFrLQAAQdwARw0BIAVBAWshBQwACwsgBCAFa0EBcUUEQCAEDwsgAyADQQFrcSEDDAALCyACQRBqIQIMAAsAC9wBAwF/AXsDfyAAIQIDQCACIAFPBEAgAQ8LIAL9AAQAIQMgA0Ei/Q/9I/1kIQQgA0Eg/Q/9UCEDIAQgA0H7AP0P/SMgA0H9AP0P/SP9UP1kciEEAkADQCAERQ0BIAIgBGhqIQUgBSABTwRAIAEPCyAFLQAAIQYgBkEiRgRAIAVBAWogARAAIQYgBkEASARAIAUPCyAGQQFqIQIMAwsgBkEgckH7AEYEQCMAQQFqJAAFIwBBAWskACMARQRAIAVBAWoPCwsgBCAEQQFrcSEEDAALCyACQRBqIQIMAAsACw==';

const page = 65_536;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly open: { value: number };
  endOfString(start: number, end: number): number;
  passNested(from: number, end: number): number;
}

/** Sixteen bytes at a time: bodies cost a quarter of what they cost in a script. */
export function scannerInWasm(size: number): Scanner {
  module ??= new WebAssembly.Module(Uint8Array.from(atob(compiled), (character) => character.charCodeAt(0)));
  const { memory, open, endOfString, passNested } = new WebAssembly.Instance(module).exports as unknown as Exports;
  // It reads up to sixteen bytes behind the end.
  const missing = size + 16 - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / page));
  return { bytes: new Uint8Array(memory.buffer), endOfString, passNested, nested: open };
}

let module: WebAssembly.Module | null = null;
