import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsIn } from '../support/axe';
import { dragged, firefoxHar, HELD_READER, LONG_NAME } from '../support/dropped-file';
import { until } from '../support/until';
import { firefoxForFile } from './firefox-for-file';

/** A HAR file in Firefox's own toolbox, in a strip of 220 px and beside the page: read, cancelled, open, exported. */
const FOLDER = '.cache/pictures';
const session = firefoxForFile({ size: { width: 1280, height: 800 } });

const places = (['bottom', 'right'] as const).flatMap((host) =>
  (['light', 'dark'] as const).map((theme) => ({ host, theme })),
);

beforeAll(() => mkdir(FOLDER, { recursive: true }));

describe.each(places)('$host, $theme', ({ host, theme }) => {
  const panel = (body: string) => session().firefox.inPanel(body);
  const waits = (what: string, condition: string) =>
    until(what, async () => (await panel(`return ${condition};`)) === true);
  const focused = () => panel('return document.activeElement.getAttribute("aria-label")');
  const press = (selector: string) =>
    panel(`
    const pressed = document.querySelector('${selector}');
    pressed.focus();
    pressed.click();
  `);

  async function look(state: string): Promise<void> {
    // Two frames: what was asked for is drawn.
    await panel('await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    const picture = await session().firefox.screenshot();
    await writeFile(join(FOLDER, `firefox-${host}-${theme}-${state.replaceAll(' ', '-')}.png`), picture);
    expect(await violationsIn(panel), state).toEqual([]);
    const sizes = (await panel(`const { scrollWidth, scrollHeight } = document.documentElement;
      const buttons = [...document.querySelectorAll('.notice :is(button, progress)')];
      const inside = buttons.every((one) => one.getBoundingClientRect().right <= one.closest('.left').getBoundingClientRect().right);
      return [scrollWidth <= innerWidth, scrollHeight <= innerHeight, inside];`)) as boolean[];
    expect(sizes, state).toEqual([true, true, true]);
  }

  beforeAll(async () => {
    const { firefox, lab } = session();
    await firefox.setPreferences({
      'devtools.toolbox.host': host,
      // Firefox's own bar is 29 px high: 220 px are the panel's.
      'devtools.toolbox.footer.height': 249,
      'devtools.toolbox.sidebar.width': 320,
      'devtools.theme': theme,
    });
    await firefox.openTab();
    await firefox.goto(lab.url);
    await firefox.openPanel();
    return () => firefox.closeToolbox();
  });

  test('a file', async () => {
    await panel(HELD_READER);
    await panel(dragged('dragover', LONG_NAME, ''));
    await waits('the place to drop it', `document.querySelector('.drop-zone') !== null`);
    await look('file over it');
    await panel('hold(0.4)');
    await panel(dragged('drop', LONG_NAME, firefoxHar));
    await waits('the bar', `(document.querySelector('progress')?.value ?? 0) > 0.5`);
    await look('reading');
    await press('.notice .link');
    await waits('the end of it', `document.querySelector('progress') === null`);
    expect(await focused()).toBe('Requests');
    await panel('release()');

    await panel(dragged('drop', LONG_NAME, firefoxHar));
    await waits('the file', `document.querySelector('.case .rests-on') !== null`);
    await look('file');
    await panel(dragged('drop', 'recording.har', '{"entries":[]}'));
    await waits('the sentence', `document.querySelector('[role=alert]') !== null`);
    await look('unusable');
    await press('[role=alert] .link');
    expect(await focused()).toBe('Requests');

    await press('.verdict .drop');
    await waits('the shells', `document.querySelector('[role=menu]') !== null`);
    await look('shells');
    await panel(`document.querySelectorAll('[role=menu] button')[1].click()`);
    await waits('the copy', `/^Copied|not allow/.test(document.querySelector('[role=status]').textContent)`);
    expect(await focused()).toBe('cURL for another shell');

    await press('[aria-label="Export with a choice"]');
    await waits('the dialog', `document.querySelector('dialog[open]') !== null`);
    await panel(`for (const box of document.querySelectorAll('.export [type=checkbox]')) box.click()`);
    await look('export');
    await press('dialog [aria-label=Close]');
    await waits('the dialog to close', `document.querySelector('dialog') === null`);
    expect(await focused()).toBe('Export with a choice');
    await press('.notice .link');
    await waits('nothing', `document.querySelector('.state') !== null`);
    expect(await focused()).toBe('Requests');
  });
});
