/**
 * What PowerShell makes of a script, as far as scripts are made of these: comments, the two lines about encodings, and
 * single-quoted here-strings piped to a program. Throws at everything else. After its own tokenizer
 * (https://github.com/PowerShell/PowerShell/blob/master/src/System.Management.Automation/engine/parser/tokenizer.cs:
 * ScanHereStringLiteral, ScanPossibleHereStringFooter, ScanToEndOfCommentLine; CharTraits.cs: IsSingleQuote) and
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules.
 */
export interface Piped {
  /** The program with its arguments, word by word. */
  readonly words: readonly string[];
  /**
   * The text as it is, with the line ends that it came with, and one of Windows' own behind it (NativeCommandProcessor.cs:
   * ProcessInputWriter; out-string.cs).
   */
  readonly input: string;
}

/** Typographic ones count. */
const SINGLE_QUOTE = /['\u2018\u2019\u201a\u201b]/;
const NEWLINE = /\r\n|\r|\n/y;
const IN_UTF8 = '$OutputEncoding = [Text.UTF8Encoding]::new($false)';
const UNMARKED = 'if ([Console]::InputEncoding.GetPreamble()) { [Console]::InputEncoding = $OutputEncoding }';

export function pipedByPowershell(script: string): Piped[] {
  const all: Piped[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    const sticky = new RegExp(pattern.source, 'sy');
    sticky.lastIndex = at;
    const found = sticky.exec(script);
    if (found) at = sticky.lastIndex;
    return found?.[0] ?? null;
  };
  const takeLine = (line: string): boolean => {
    const found = script.startsWith(line, at) && /[\r\n]/.test(script[at + line.length] ?? '');
    if (found) at += line.length;
    return found;
  };
  // What the console's encoding begins with where Windows' code page is UTF-8, .NET Framework puts before all that is piped.
  let marked = true;
  while (at < script.length) {
    if (take(/\r\n|\r|\n/) !== null) continue;
    // A comment ends with its line and with nothing else.
    if (take(/#[^\r\n]*/) !== null) continue;
    if (takeLine(IN_UTF8)) continue;
    if (takeLine(UNMARKED)) {
      marked = false;
      continue;
    }
    if (script[at] !== '@' || !SINGLE_QUOTE.test(script[at + 1] ?? ''))
      throw new Error(`PowerShell would act on ${JSON.stringify(script.slice(at, at + 60))}`);
    at += 2;
    if (take(/[ \t\f\v\u0085\u00a0]*(?:\r\n|\r|\n)/) === null) throw new Error('text behind the head of a here-string');
    const { text, end } = hereString(script, at);
    at = end;
    // A name, switches and a dash, no more: `-a.b` would be two words, `--%` change the meaning of the rest.
    const words = take(/ \| curl\.exe(?: --?[a-z]+(?:-[a-z]+)*| -)*(?=[\r\n]|$)/);
    if (words === null) throw new Error(`no plain program behind the here-string: ${script.slice(at, at + 60)}`);
    all.push({ words: words.split(' ').slice(2), input: `${marked ? '\ufeff' : ''}${text}\r\n` });
  }
  return all;
}

/** Ends at a line that begins with a quote, of whatever shape, and `@`. */
function hereString(script: string, start: number): { text: string; end: number } {
  const isFoot = (at: number): boolean => SINGLE_QUOTE.test(script[at] ?? '') && script[at + 1] === '@';
  if (isFoot(start)) return { text: '', end: start + 2 };
  for (let at = start; at < script.length; at++) {
    NEWLINE.lastIndex = at;
    const found = NEWLINE.exec(script);
    if (!found) continue;
    const next = at + found[0].length;
    if (isFoot(next)) return { text: script.slice(start, at), end: next + 2 };
    at = next - 1;
  }
  throw new Error('a here-string stays open');
}
