import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RESULTS_AT_MOST, type Result, resultsOf, sarifOf } from '../../../src/cli/sarif';
import { diagnose } from '../../../src/diagnostics/diagnose';
import type { Exchange } from '../../../src/exchange/exchange';
import type { CheckedExchange } from '../../../src/export/rewrite-har';
import { http } from '../../support/http';
import { plausibleExchanges } from '../../support/plausible-exchange';

interface Text {
  readonly text: string;
}

interface Written {
  readonly ruleId: string;
  readonly level: string;
  readonly message: Text;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
      readonly region: Readonly<Record<string, number>>;
    };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface Rule {
  readonly id: string;
  readonly shortDescription: Text;
  readonly fullDescription: Text;
  readonly help: Text;
}

function runOf(results: readonly Result[]) {
  const { runs } = sarifOf(results, '0.1.0').log as {
    runs: [{ tool: { driver: { rules: Rule[] } }; originalUriBaseIds: Record<string, unknown>; results: Written[] }];
  };
  return runs[0];
}

const checked = (exchange: Exchange): CheckedExchange => ({
  exchange,
  verdict: diagnose(exchange),
  places: [{ index: 3, role: 'request', hop: 0 }],
});

const refused = (url: string, method = 'GET') =>
  checked(
    http(`
      ${method} ${url}
      Origin: https://app.example

      200

      failed net::ERR_FAILED
    `),
  );

/** https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support, what is marked as required. */
test('whatever was recorded, what code scanning requires is there', () => {
  fc.assert(
    fc.property(fc.array(plausibleExchanges, { minLength: 1, maxLength: 4 }), (exchanges) => {
      const { tool, results, originalUriBaseIds } = runOf(resultsOf(exchanges.map(checked), 'a/b.har'));
      for (const rule of tool.driver.rules)
        for (const text of [rule.id, rule.shortDescription.text, rule.fullDescription.text, rule.help.text])
          expect(text.length).toBeGreaterThan(0);
      for (const { ruleId, message, locations, partialFingerprints } of results) {
        expect(tool.driver.rules.map((rule) => rule.id)).toContain(ruleId);
        expect(message.text).not.toBe('');
        const [{ physicalLocation }] = locations as [Written['locations'][number]];
        expect(physicalLocation.artifactLocation.uri).toBe('a/b.har');
        expect(Object.keys(originalUriBaseIds)).toContain(physicalLocation.artifactLocation.uriBaseId);
        expect(physicalLocation.region).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 });
        expect(partialFingerprints['primaryLocationLineHash']).toMatch(/^[0-9a-f]{16}:\d+$/);
      }
      const fingerprints = results.map((result) => result.partialFingerprints['primaryLocationLineHash']);
      expect(new Set(fingerprints).size).toBe(fingerprints.length);
    }),
  );
});

describe('the same problem is the same result in the next run', () => {
  const prints = (results: readonly Result[]) =>
    runOf(results).results.map((result) => result.partialFingerprints['primaryLocationLineHash']);

  test('with another query, and with secrets labelled in another order', () => {
    const [before, after] = ['x?at=1', 'x?at=2'].map((path) =>
      prints(resultsOf([refused(`https://api.example/${path}`)], 'a.har')),
    );
    expect(after).toEqual(before);
    const [a, b] = ['A', 'B'].map((label) =>
      prints(resultsOf([refused(`https://api.example/redacted-36-characters-${label}/x`)], 'a.har')),
    );
    expect(a).toEqual(b);
  });

  test('but not with another method or path', () => {
    const all = prints(
      resultsOf(
        [refused('https://api.example/x'), refused('https://api.example/y'), refused('https://api.example/x', 'HEAD')],
        'a.har',
      ),
    );
    expect(new Set(all.map((print) => print?.split(':')[0])).size).toBe(all.length);
  });

  test('a rule is told in the same words in every file', () => {
    const rules = (url: string) => runOf(resultsOf([refused(url)], 'a.har')).tool.driver.rules;
    expect(rules('https://one.example/')).toEqual(rules('https://two.example/path'));
  });
});

test('outside of the folder it ran in, the place is told in full', () => {
  const { results } = runOf(resultsOf([refused('https://api.example/')], '/elsewhere/a b.har'));
  const location = results[0]?.locations[0]?.physicalLocation.artifactLocation;
  expect(location).toEqual({ uri: 'file:///elsewhere/a%20b.har' });
});

test('no more than code hosts take: the errors stay', () => {
  const result = (level: Result['level'], index: number): Result => ({
    rule: level,
    helpUri: null,
    level,
    text: 'x',
    file: 'a.har',
    entries: [index],
    identity: `${level} ${index}`,
  });
  const many = Array.from({ length: RESULTS_AT_MOST }, (_, index) => result('note', index));
  const all = [...many, result('error', 1), result('warning', 2)];
  const { log, leftOut } = sarifOf(all, '0');
  const [run] = (log as { runs: [{ results: Written[] }] }).runs;
  expect(leftOut).toBe(2);
  expect(run.results).toHaveLength(RESULTS_AT_MOST);
  expect(run.results.slice(0, 3).map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
});
