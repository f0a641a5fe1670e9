import { markdownSummaryOf } from '../export/markdown-summary';
import type { CheckedExchange } from '../export/rewrite-har';
import type { Files, Print } from './arguments';
import type { Checks } from './check-exchanges';
import { jsonLine } from './json';
import { lineOf } from './lines';
import { type Result, resultsOf, sarifOf } from './sarif';

/** What goes to standard output: some after each file, so that nobody waits for the last, and the rest at the end. */
export interface Report {
  add(file: string, checks: Checks): string;
  end(): { readonly text: string; readonly notes: readonly string[] };
}

export interface ReportOptions {
  readonly files: Files;
  readonly print: Print;
  readonly version: string;
  readonly colour: boolean;
}

export function reportOf(options: ReportOptions): Report {
  switch (options.print) {
    case 'lines':
      return lineReport(options);
    case 'json':
      return jsonReport(options);
    case 'sarif':
      return sarifReport(options);
    case 'markdown':
      return markdownReport();
  }
}

/** Several files like `ls` lists several folders: each under its name, an empty line between two. */
function lineReport({ files, colour }: ReportOptions): Report {
  let before = '';
  return {
    add(file, checks) {
      const lines = checks
        .lines()
        .map((line) => `${lineOf(line, colour)}\n`)
        .join('');
      const head = files.length > 1 ? `${before}${nameOf(file)}:\n` : '';
      before = '\n';
      return head + lines;
    },
    end: () => ({ text: '', notes: [] }),
  };
}

export const nameOf = (file: string): string => (file === '-' ? 'Standard input' : file);

function jsonReport({ files }: ReportOptions): Report {
  let all: object[] = [];
  return {
    add(file, checks) {
      all = all.concat(
        checks.whole().map((checked) => ({ ...(files.length > 1 ? { file } : {}), ...jsonLine(checked) })),
      );
      return '';
    },
    end: () => ({ text: `${JSON.stringify(all, null, 2)}\n`, notes: [] }),
  };
}

function sarifReport({ version }: ReportOptions): Report {
  let all: Result[] = [];
  return {
    add(file, checks) {
      all = all.concat(resultsOf(checks.whole(), file));
      return '';
    },
    end() {
      const { log, leftOut } = sarifOf(all, version);
      return {
        text: `${JSON.stringify(log, null, 2)}\n`,
        notes:
          leftOut === 0
            ? []
            : [`${leftOut} of ${all.length} results were left out, notes first: code hosts take no more at once.`],
      };
    },
  };
}

function markdownReport(): Report {
  let all: CheckedExchange[] = [];
  return {
    add(_, checks) {
      all = all.concat(checks.whole());
      return '';
    },
    end: () => ({ text: markdownSummaryOf(all.map(({ exchange }) => exchange)), notes: [] }),
  };
}
