/**
 * What cmd.exe and the C runtime make of a command line, after the model that its users found by experiment
 * (https://stackoverflow.com/questions/4094699, phases 1 and 2) and Microsoft's rules for arguments
 * (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments). Throws where cmd.exe would do anything else
 * than start one program with one line of arguments.
 */
export interface CmdMode {
  /** Typed at the prompt, or read from a batch file? */
  readonly batch: boolean;
  readonly variables: ReadonlyMap<string, string>;
}

export const argumentsThroughCmd = (text: string, mode: CmdMode): string[] =>
  programArguments(
    withoutCarets(
      text
        .split('\n')
        .map((line) => withoutPercents(line, mode))
        .join('\n'),
    ),
  );

/** Phase 1, of one line at a time. Names of variables know no case. */
export function withoutPercents(line: string, { batch, variables }: CmdMode): string {
  let out = '';
  let at = 0;
  while (at < line.length) {
    const rest = line.slice(at + 1);
    if (line[at] !== '%') {
      out += line[at];
      at += 1;
    } else if (batch && rest.startsWith('%')) {
      out += '%';
      at += 2;
    } else if (batch && /^[*0-9]/.test(rest)) {
      // The batch file was called with no arguments.
      at += 2;
    } else {
      // A colon ends the name, unless it is the last before the percent sign.
      const [, name = '', change] = /^((?:[^%:]|:(?=%))*)(?::([^%]*))?%/s.exec(rest) ?? [];
      const value = variables.get(name.toUpperCase());
      const length = 1 + name.length + (change === undefined ? 0 : 1 + change.length) + 1;
      const changed = value === undefined || change === undefined ? value : changedBy(value, change);
      if (name !== '' && changed !== undefined) {
        out += changed;
        at += length;
      } else if (batch) {
        // What is not defined is taken away there, a lone percent sign too.
        at += name === '' ? 1 : length;
      } else {
        out += '%';
        at += 1;
      }
    }
  }
  return out;
}

/** `:~2,3` and `:from=to`; undefined: none of them. */
function changedBy(value: string, change: string): string | undefined {
  const part = /^~(-?\d+)?(?:,(-?\d+)?)?$/.exec(change);
  if (part) return value.slice(Number(part[1] ?? 0));
  const [from, to] = change.split(/=(.*)/s);
  return from && to !== undefined ? value.replaceAll(from, to) : undefined;
}

/** Phase 2, outside of quotes: `^` takes the next character as it is, also the first of the next line. */
function withoutCarets(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '^') {
      at += text[at + 1] === '\n' ? 2 : 1;
      out += text[at] ?? '';
    } else if ('&|<>()"\n\r'.includes(character)) {
      throw new Error(`cmd.exe would act on ${JSON.stringify(character)} at ${at} of ${text}`);
    } else if (/\p{Cc}/u.test(character)) {
      throw new Error(`the prompt would act on ${JSON.stringify(character)} at ${at} of ${text}`);
    } else out += character;
  }
  return out;
}

function programArguments(line: string): string[] {
  const all: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const slashes = /^\\*/.exec(line.slice(i))?.[0].length ?? 0;
    if (slashes > 0) {
      const before = line[i + slashes] === '"';
      word = (word ?? '') + '\\'.repeat(before ? Math.floor(slashes / 2) : slashes);
      i += slashes - 1;
      if (before && slashes % 2 === 1) {
        word += '"';
        i++;
      }
    } else if (line[i] === '"') {
      if (quoted && line[i + 1] === '"') throw new Error(`runtimes differ in "" at ${i} of ${line}`);
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && /[ \t]/.test(line[i] ?? '')) {
      if (word !== null) all.push(word);
      word = null;
    } else word = (word ?? '') + line[i];
  }
  if (quoted) throw new Error(`a quote stays open in ${line}`);
  return word === null ? all : [...all, word];
}
