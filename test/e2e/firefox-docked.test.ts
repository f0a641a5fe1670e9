import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runScenarioInFirefox } from '../lab/run';
import { scenarios } from '../lab/scenarios/index';
import { until } from '../support/until';
import { firefoxForFile } from './firefox-for-file';

/** The panel where readers have it: docked in Firefox's own window. `PICTURES=folder` keeps a picture of each. */
const shown = scenarios.filter(({ id }) =>
  ['preflight-redirect-login', 'allow-origin-missing', 'allow-origin-mismatch', 'allowed-echo'].includes(id),
);

const session = firefoxForFile({ size: { width: 1400, height: 900 } });

/** Run in the panel. */
const ROWS = `return [...document.querySelectorAll('[role=grid][aria-label="Requests"] [role=row]')].map((row) => row.getAttribute('aria-label') ?? '')`;
const PRESS_KEEP_LOG = `document.querySelector('[aria-label="Keep log"]').click()`;
const SELECT_FIRST_BLOCKED = `document.querySelector('[role=grid][aria-label="Requests"] [role=row][aria-label*="blocked"]').click()`;
const BUTTONS = `
  const named = (name) => [...document.querySelectorAll('button')].some((button) => (button.getAttribute('aria-label') ?? button.textContent).trim() === name);
  return ['Clear', 'Export HAR', 'Import HAR', 'Copy report', 'Copy as cURL'].filter((name) => !named(name));
`;
/** Bigger than the room there is, or not painted in the theme's colours. */
const LAYOUT = `
  const { scrollWidth, scrollHeight } = document.documentElement;
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
  return { overflows: scrollWidth > innerWidth || scrollHeight > innerHeight, isDark: red + green + blue < 384 };
`;

describe.each(['bottom', 'right'])('docked at the %s', (host) => {
  test.each(['light', 'dark'])('%s', async (theme) => {
    const { firefox, lab } = session();
    await firefox.setPreferences({
      'devtools.toolbox.host': host,
      'devtools.toolbox.footer.height': 320,
      'devtools.toolbox.sidebar.width': 560,
      'devtools.theme': theme,
    });
    await firefox.openTab();
    await firefox.goto(lab.url);
    await firefox.openPanel();
    await firefox.inPanel(PRESS_KEEP_LOG);
    for (const scenario of shown) await runScenarioInFirefox(session(), scenario);
    const rows = await until('the requests to be listed', async () => {
      const listed = (await firefox.inPanel(ROWS)) as string[];
      const about = listed.filter((row) => shown.some(({ id }) => row.includes(id)));
      return about.length >= shown.length && !about.some((row) => row.includes('pending')) ? about : null;
    });
    // Whatever stands in front: method, URL and outcome of each.
    expect(rows.filter((row) => !/\b(?:GET|POST|PUT)\b.*https?:.*\b(?:allowed|blocked|failed)\b/.test(row))).toEqual(
      [],
    );
    await firefox.inPanel(SELECT_FIRST_BLOCKED);
    await until('what is wrong', async () =>
      String(await firefox.inPanel('return document.body.textContent')).includes('What to change'),
    );
    expect(await firefox.inPanel(BUTTONS)).toEqual([]);
    expect(await firefox.inPanel(LAYOUT)).toEqual({ overflows: false, isDark: theme === 'dark' });
    const folder = process.env['PICTURES'];
    if (folder) await writeFile(join(folder, `panel-firefox-${host}-${theme}.png`), await firefox.screenshot());
    await firefox.closeToolbox();
  });
});
