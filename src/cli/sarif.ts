import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { Finding } from '../diagnostics/verdict';
import type { CheckedExchange } from '../export/rewrite-har';

/** A finding as a result, and what its rule needs. */
export interface Result {
  readonly rule: string;
  readonly helpUri: string | null;
  readonly level: 'error' | 'warning' | 'note';
  readonly text: string;
  readonly file: string;
  /** Indexes in `log.entries` of the file. */
  readonly entries: readonly number[];
  /** The same for the same problem in every run: no query, no label that is counted. */
  readonly identity: string;
}

export const resultsOf = (all: readonly CheckedExchange[], file: string): Result[] =>
  all.flatMap((checked) => checked.verdict.findings.map((finding) => resultOf(checked, finding, file)));

function resultOf({ exchange, verdict, places }: CheckedExchange, finding: Finding, file: string): Result {
  const { method, url } = exchange.hops[0].request;
  const address = url.replace(/[?#].*$/s, '').replace(/redacted-(\d+)-characters?-[A-Z]+/g, 'redacted-$1');
  return {
    rule: finding.rule,
    helpUri: finding.spec?.url ?? null,
    level: levelOf(finding, verdict.outcome),
    text: `${method} ${url}: ${plain(finding.title)}. ${plain(finding.explanation)}`,
    file,
    entries: places.map(({ index }) => index),
    identity: `${finding.rule} ${finding.on} ${method} ${address}`,
  };
}

function levelOf(finding: Finding, outcome: string): Result['level'] {
  if (finding.kind === 'blocks') return 'error';
  if (finding.kind === 'advice' || outcome === 'allowed') return 'note';
  return 'warning';
}

const plain = (text: string): string => text.replaceAll('`', '');

/** What GitHub takes of one run: https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support */
export const RESULTS_AT_MOST = 25_000;

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): each finding that blocked is a result of level `error`,
 * causes of failures that are not CORS are warnings, advice is a note. With what GitHub's code scanning calls required.
 */
export function sarifOf(results: readonly Result[], version: string): { log: object; leftOut: number } {
  const shown = mostSevere(results);
  const rules = new Map(shown.map((result) => [result.rule, result] as const));
  const occurrence = counter();
  return {
    log: {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: { name: 'CORS Lens', version, semanticVersion: version, rules: [...rules.values()].map(ruleOf) },
          },
          // Without its address: it would tell where the reader's files are.
          originalUriBaseIds: { [HERE]: { description: { text: 'The folder that cors-lens ran in.' } } },
          results: shown.map((result) => written(result, occurrence)),
          columnKind: 'utf16CodeUnits',
        },
      ],
    },
    leftOut: results.length - shown.length,
  };
}

function mostSevere(results: readonly Result[]): readonly Result[] {
  if (results.length <= RESULTS_AT_MOST) return results;
  const order = { error: 0, warning: 1, note: 2 };
  return [...results].sort((a, b) => order[a.level] - order[b.level]).slice(0, RESULTS_AT_MOST);
}

/** Its words are the same in every file: the ones of a result hold that result's values. */
function ruleOf({ rule, helpUri }: Result): object {
  const name = `${rule[0]?.toUpperCase() ?? ''}${rule.slice(1).replaceAll('-', ' ')}`;
  const standard = helpUri === null ? '' : ` The standard: ${helpUri}`;
  return {
    id: rule,
    name: rule.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: name },
    fullDescription: { text: `A cross-origin request in a recording: ${rule.replaceAll('-', ' ')}.` },
    help: { text: `Each result says what happened, with its own values, and what to change.${standard}` },
    ...(helpUri === null ? {} : { helpUri }),
  };
}

function written(result: Result, occurrence: (of: string) => number): object {
  const hash = createHash('sha256').update(result.identity).digest('hex').slice(0, 16);
  const uri = uriOf(result.file);
  return {
    ruleId: result.rule,
    level: result.level,
    message: { text: result.text },
    locations: [
      {
        // Code hosts show a result at a place in a file; the entry stands for the line, which a HAR in one line has not.
        physicalLocation: {
          artifactLocation: { uri, ...(/^[a-z]+:/.test(uri) ? {} : { uriBaseId: HERE }) },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
        },
        logicalLocations: result.entries.map((index) => ({ fullyQualifiedName: `log.entries[${index}]` })),
      },
    ],
    partialFingerprints: {
      'exchange/v1': result.identity,
      // The only one that GitHub looks at; by itself it would be made of the file's first line, alike for all.
      primaryLocationLineHash: `${hash}:${occurrence(`${uri} ${hash}`)}`,
    },
  };
}

const HERE = '%SRCROOT%';

function counter(): (of: string) => number {
  const counts = new Map<string, number>();
  return (of) => {
    const count = (counts.get(of) ?? 0) + 1;
    counts.set(of, count);
    return count;
  };
}

/** Relative to where the check runs, as code hosts want it; standard input has no place. */
function uriOf(file: string): string {
  if (file === '-') return 'stdin.har';
  const uri = pathToFileURL(file).href;
  const here = pathToFileURL(process.cwd()).href.replace(/\/?$/, '/');
  return uri.startsWith(here) ? uri.slice(here.length) : uri;
}
