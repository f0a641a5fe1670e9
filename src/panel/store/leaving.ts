import { signal } from '@preact/signals';
import type { Exchange } from '../../exchange/exchange';
import type { Redaction } from '../../export/redaction';
import type { Shell } from '../../export/shells';
import type { HandOver } from '../hand-over';
import type { Host } from '../host';
import { chooseShell, shellOf, terminalName } from '../terminal';
import { choiceKey } from '../view-model/servers';
import { many } from '../view-model/text';
import type { AnnouncingPart } from './announcing';
import type { ListsPart } from './lists';
import type { LogPart } from './log';
import type { PagesPart } from './pages';

/** What leaves the panel: copies and files. */
export function leavingPart(
  host: Host,
  log: LogPart,
  lists: ListsPart,
  pages: PagesPart,
  { say }: AnnouncingPart,
  handOver: HandOver,
) {
  /** What calls to run again are copied for. */
  const shell = signal<Shell>(shellOf(host));

  /** @returns whether the browser took it. */
  async function copy(text: string, what: string): Promise<boolean> {
    try {
      await host.copy(text);
      say(`Copied: ${what}`);
      return true;
    } catch {
      say('The browser did not allow copying');
      return false;
    }
  }

  const copyCurlOf = (exchange: Exchange): Promise<boolean> =>
    copy(handOver.curl(exchange, shell.value), `curl pair for ${terminalName(shell.value)}`);

  /** What is open: one exchange, the requests of a group, or else everything that went wrong. */
  function open(): readonly Exchange[] {
    const row = pages.selectedRow.value;
    if (pages.page.value.kind === 'group') return (pages.selectedProblem.value?.rows ?? []).map((one) => one.exchange);
    if (row !== null) return [row.exchange];
    return lists.shown.value.filter((one) => one.problem !== null).map((one) => one.exchange);
  }

  return {
    copy,
    shell,
    chooseShell(chosen: Shell): void {
      shell.value = chosen;
      chooseShell(host, chosen);
    },
    curlOf: (exchange: Exchange): string => handOver.curl(exchange, shell.value),
    copyCurlOf,
    /** Of one exchange; else of what is open. */
    async copyReport(exchange?: Exchange): Promise<void> {
      const about = exchange === undefined ? open() : [exchange];
      await copy(
        handOver.report(about, [...log.exchanges.value], (exchange) => host.memory.recall(choiceKey(exchange))),
        about.length === 1 ? 'report' : `report on ${many(about.length, 'request')}`,
      );
    },
    /** By itself: what the reader narrowed the list to; the whole recording, with what needs no CORS, when they did not. */
    exportHar(exchanges?: readonly Exchange[], redaction?: Redaction): void {
      log.catchUp();
      const narrowed = lists.shown.value.length < lists.listed.value.length;
      const recorded = [...log.exchanges.value];
      // The newest may have no row yet.
      const about = exchanges ?? (narrowed ? lists.shown.value.map((row) => row.exchange) : recorded);
      const har = handOver.har(about, { recorded, pages: log.replica.value.state.navigations, redaction });
      host.save(handOver.harName(about), 'application/json', har);
      say(`Saved ${many(about.length, 'exchange')}`);
    },
    secretsIn: handOver.secrets,
    /** The smallest change of what is open. */
    async copyChange(): Promise<void> {
      const change = pages.groupPage.value?.change ?? pages.detail.value?.change ?? null;
      if (change === null) say('There is nothing to change on a server');
      else await copy(change.copyText, 'headers');
    },
    async copyCurl(): Promise<void> {
      const row = pages.selectedRow.value;
      if (row !== null) await copyCurlOf(row.exchange);
    },
  };
}

export type LeavingPart = ReturnType<typeof leavingPart>;
