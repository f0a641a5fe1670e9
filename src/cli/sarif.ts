import { pathToFileURL } from 'node:url';
import type { Finding } from '../diagnostics/verdict';
import type { CheckedExchange } from '../export/rewrite-har';

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): each finding that blocked is a result of level `error`,
 * causes of failures that are not CORS are warnings, advice is a note.
 */
export function sarifOf(all: readonly CheckedExchange[], file: string, version: string): object {
  const results = all.flatMap((checked) => checked.verdict.findings.map((finding) => resultOf(checked, finding, file)));
  const rules = new Map(
    all.flatMap(({ verdict }) => verdict.findings.map((finding) => [finding.rule, finding] as const)),
  );
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'CORS Lens', version, rules: [...rules.values()].map(ruleOf) } },
        results,
        columnKind: 'utf16CodeUnits',
      },
    ],
  };
}

const ruleOf = (finding: Finding): object => ({
  id: finding.rule,
  name: finding.rule.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
  shortDescription: { text: plain(finding.short || finding.rule) },
  ...(finding.spec ? { helpUri: finding.spec.url } : {}),
});

function resultOf({ exchange, verdict, places }: CheckedExchange, finding: Finding, file: string): object {
  const { method, url } = exchange.hops[0].request;
  return {
    ruleId: finding.rule,
    level: levelOf(finding, verdict.outcome),
    message: { text: `${method} ${url}: ${plain(finding.title)}. ${plain(finding.explanation)}` },
    locations: [
      {
        // Code hosts show a result at a place in a file; the entry stands for the line, which a HAR in one line has not.
        physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } },
        logicalLocations: places.map(({ index }) => ({ fullyQualifiedName: `log.entries[${index}]` })),
      },
    ],
    partialFingerprints: { 'exchange/v1': `${finding.rule} ${finding.on} ${method} ${url.replace(/[?#].*$/s, '')}` },
  };
}

function levelOf(finding: Finding, outcome: string): 'error' | 'warning' | 'note' {
  if (finding.kind === 'blocks') return 'error';
  if (finding.kind === 'advice' || outcome === 'allowed') return 'note';
  return 'warning';
}

const plain = (text: string): string => text.replaceAll('`', '');

/** Relative to where the check runs, as code hosts want it; standard input has no place. */
function uriOf(file: string): string {
  if (file === '-') return 'stdin.har';
  const uri = pathToFileURL(file).href;
  const here = `${pathToFileURL(process.cwd()).href}/`;
  return uri.startsWith(here) ? uri.slice(here.length) : uri;
}
