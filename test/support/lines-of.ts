import type { Lanes, Line } from '../../src/panel/view-model/lanes';

/** All lines of the timeline, which the panel looks up one by one. */
export const linesOf = (lanes: Lanes): Line[] =>
  Array.from({ length: lanes.lineCount }, (_, at) => {
    const line = lanes.lineAt(at);
    if (line === null) throw new Error(`No line ${at}.`);
    return line;
  });
