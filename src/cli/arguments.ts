import { parseArgs } from 'node:util';

export type Command =
  | { readonly kind: 'check'; readonly files: Files; readonly print: Print; readonly harOut: string | null }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** What was typed cannot be done; `sentence` says why. */
  | { readonly kind: 'misuse'; readonly sentence: string };

/** One at least; `-` is standard input. */
export type Files = readonly [string, ...string[]];

/** What goes to standard output. */
export type Print = 'lines' | 'json' | 'sarif' | 'markdown';

export const usage = `Usage: cors-lens check FILE.har... [--json | --sarif | --markdown] [--har OUT]

Says of every request in a HAR file whether CORS let it through, and if not, why and what to change.
A FILE may be - for standard input. Secrets are redacted in everything that is printed or written.

  --json        one JSON object per request, in an array
  --sarif       SARIF 2.1.0, for code hosts that show it
  --markdown    a report for an issue tracker, grouped by cause
  --har OUT     write the one FILE again, redacted and with each verdict in _cors
  --help        this text
  --version     the version

Exit code: 0 nothing was blocked, 1 something was blocked, 2 a file could not be used.
`;

/** @param args without `node` and the script */
export function commandOf(args: readonly string[]): Command {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return misuse(firstSentence(error));
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, ...named] = positionals;
  if (command === undefined) return misuse('There is nothing to do: name a command.');
  if (command !== 'check') return misuse(`There is no command "${command}"; there is: cors-lens check FILE.`);
  const [first, ...more] = named;
  if (first === undefined || named.includes('')) return misuse('Name the HAR file to check, or - for standard input.');
  if (named.filter((file) => file === '-').length > 1) return misuse('Standard input can be read once: name - once.');
  const prints = (['json', 'sarif', 'markdown'] as const).filter((name) => values[name]);
  if (prints.length > 1) return misuse(`--${prints.join(' and --')} cannot be printed together: choose one.`);
  if (values.har === '' || values.har === '-')
    return misuse('--har wants the name of a file to write: standard output has the results.');
  if (values.har !== undefined && more.length > 0)
    return misuse('--har writes one file again, and more than one was named: name one with it.');
  return { kind: 'check', files: [first, ...more], print: prints[0] ?? 'lines', harOut: values.har ?? null };
}

const misuse = (sentence: string): Command => ({ kind: 'misuse', sentence: `${sentence} See cors-lens --help.` });

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      sarif: { type: 'boolean' },
      markdown: { type: 'boolean' },
      har: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
  });

/** node:util's own words, up to the advice about `--` that does not help here. */
function firstSentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `${text.split(/\.\s|\n/)[0]?.replace(/\.$/, '') ?? text}.`;
}
