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
      return lines(call, posixQuote).join(' \\\n  ');
    case 'cmd':
      return lines(call, cmdQuote).join(' ^\n  ');
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

const bareOr = (quote: (value: string) => string, value: string): string =>
  /^[A-Za-z0-9_./:@+=,-]+$/.test(value) ? value : quote(value);

export const comment = (shell: Shell, text: string): string => {
  const line = text.replace(/[^\P{Cc}\t]+/gu, ' ');
  return shell === 'cmd' ? `REM ${line.replace(/[%&|<>^!"]/g, '')}` : `# ${line}`;
};

/** Where curl's own name for "nowhere" differs. */
export const nowhere = (shell: Shell): string => (shell === 'posix' ? '/dev/null' : 'NUL');

/** Single quotes hold everything but themselves. */
const posixQuote = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;

/**
 * cmd.exe reads the line before curl does. With every quote escaped it never enters its own quoted mode, so that each
 * character it cares about can be escaped with `^`; `%NAME^%` names no variable. Inside, backslashes and quotes follow the
 * rules of the C runtime (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments).
 */
function cmdQuote(value: string): string {
  const argument = value.replace(/[\r\n]+/g, ' ').replace(/\\+"?|"/g, (found, at: number, text: string) => {
    const slashes = found.replace('"', '');
    if (found.endsWith('"')) return `${slashes}${slashes}\\"`;
    return at + found.length === text.length ? slashes + slashes : slashes;
  });
  return `"${argument}"`.replace(/[()%!^"<>&|]/g, '^$&');
}

/**
 * PowerShell before 7.3 loses double quotes on the way to a program, later ones do not: nothing is right in both. A
 * configuration on standard input is: nothing is expanded in a single-quoted here-string, and only a line of its own ends it.
 */
function powershell(call: CurlCall): string {
  const lines = call.options.map((option) =>
    'value' in option ? `${option.flag} = ${configQuote(option.value)}` : option.flag,
  );
  return `$OutputEncoding = [Text.UTF8Encoding]::new($false)\n@'\n${lines.join('\n')}\n'@ | curl.exe --config -`;
}

/** https://curl.se/docs/manpage.html#-K: in double quotes `\\`, `\"`, `\t`, `\n`, `\r` and `\v` are escapes. */
const configQuote = (value: string): string =>
  `"${value
    .replace(/[\\"]/g, '\\$&')
    .replace(/\t/g, '\\t')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\v/g, '\\v')}"`;
