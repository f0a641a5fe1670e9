import { cmdWord } from './cmd-word';
import { configValue } from './curl-config';
import { posixWord } from './posix-word';

export type Shell = 'posix' | 'powershell' | 'cmd';

/** One curl call, as data: `flag value` pairs in order; a flag without value stands alone. */
export interface CurlCall {
  readonly options: readonly CurlOption[];
}

export type CurlOption =
  | { readonly flag: 'silent' | 'show-error' | 'path-as-is' | 'globoff' | 'head' }
  | { readonly flag: 'url' | 'request' | 'header' | 'data-raw' | 'dump-header' | 'output'; readonly value: string };

/** A call in a shell's own quoting: no value can end its quotes, start another command or be expanded. */
export function inShell(shell: Shell, call: CurlCall): string {
  switch (shell) {
    case 'posix':
      return lines(call, posixWord).join(' \\\n  ');
    case 'cmd':
      return lines(call, cmdWord).join(' ^\n  ');
    case 'powershell':
      return powershell(call);
  }
}

/** What a reader looks at (URL, headers, body) has a line of its own; the switches stand in the first. */
function lines(call: CurlCall, quote: (value: string) => string): string[] {
  const words = call.options.map((option) => ({
    own: option.flag === 'url' || option.flag === 'header' || option.flag === 'data-raw',
    text: 'value' in option ? `--${option.flag} ${bareOr(quote, option.value)}` : `--${option.flag}`,
  }));
  const first = words.filter((word) => !word.own).map((word) => word.text);
  return [`curl ${first.join(' ')}`, ...words.filter((word) => word.own).map((word) => word.text)];
}

/** A first `=` would be a command's path in zsh. */
const bareOr = (quote: (value: string) => string, value: string): string =>
  /^[A-Za-z0-9_./:@+,-][A-Za-z0-9_./:@+=,-]*$/.test(value) ? value : quote(value);

/**
 * A line for the reader. It may hold what a server answered, so no shell may act on it: zsh takes a pasted `#` for a command
 * (`interactive_comments` is off) and would run the rest, so there the line is a quoted word of the command that does nothing.
 */
export function comment(shell: Shell, text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  switch (shell) {
    case 'posix':
      return `: ${posixWord(line)}`;
    case 'powershell':
      return `# ${line}`;
    case 'cmd':
      return `REM ${line.replace(/[%&|<>^!"]/g, '')}`;
  }
}

/** Where curl's own name for "nowhere" differs. */
export const nowhere = (shell: Shell): string => (shell === 'posix' ? '/dev/null' : 'NUL');

/**
 * PowerShell before 7.3 loses double quotes on the way to a program, later ones do not: nothing is right in both. A
 * configuration on standard input is: nothing is expanded in a single-quoted here-string, and only a line of its own ends it.
 *
 * The switches stand outside of it: since 8.13 a curl that reads bytes takes the carriage return behind a bare name for a
 * part of the name. And where Windows' code page is UTF-8, the .NET of Windows PowerShell begins whatever it pipes with the
 * byte order mark of the console's encoding, which is no option to curl either: the console gets the same one without a mark.
 */
function powershell(call: CurlCall): string {
  const switches = call.options.flatMap((option) => ('value' in option ? [] : [`--${option.flag} `]));
  const lines = call.options.flatMap((option) =>
    'value' in option ? [`${option.flag} = ${configValue(option.value)}`] : [],
  );
  return [
    '$OutputEncoding = [Text.UTF8Encoding]::new($false)',
    'if ([Console]::InputEncoding.GetPreamble()) { [Console]::InputEncoding = $OutputEncoding }',
    "@'",
    ...lines,
    `'@ | curl.exe ${switches.join('')}--config -`,
  ].join('\n');
}
