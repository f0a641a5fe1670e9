import { describe, expect, test } from 'vitest';
import { runScenarioInFirefox } from '../lab/run';
import { scenarios } from '../lab/scenarios/index';
import { until } from '../support/until';
import { firefoxForFile } from './firefox-for-file';

/** Without access Firefox shows an extension no event and tells no error: the panel must notice by itself. */
const blocked = scenarios.find(({ id }) => id === 'allow-origin-missing')!;

/** Runs in the panel. */
const TEXT = 'return document.body.textContent';
const ROWS = `return [...document.querySelectorAll('[role=grid] [role=row]')].map((row) => row.getAttribute('aria-label') ?? '')`;
const clickOn = (words: string) =>
  `[...document.querySelectorAll('button')].find((button) => button.textContent.includes(${JSON.stringify(words)})).click()`;

/** Room for both lists. */
const size = { width: 1600, height: 900 };
const docked = { 'devtools.toolbox.host': 'right', 'devtools.toolbox.sidebar.width': 950 };

describe('without access to sites', () => {
  const session = firefoxForFile({
    size,
    preferences: {
      ...docked,
      'extensions.originControls.grantByDefault': false,
      'security.notification_enable_delay': 0,
    },
  });
  const says = (words: string) =>
    until(`the panel to say “${words}”`, async () => String(await session().firefox.inPanel(TEXT)).includes(words));
  const REVOKE = `
    const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
    const { extension } = WebExtensionPolicy.getByID('cors-lens@cors-lens.dev');
    await ExtensionPermissions.remove(extension.id, { origins: ['<all_urls>'], permissions: [] }, extension);
  `;
  /** As a reader presses it: Firefox's own question, which hangs below the address bar. */
  const ALLOW = `
    const { PopupNotifications } = Services.wm.getMostRecentWindow('navigator:browser');
    const question = PopupNotifications.panel.querySelector('popupnotification');
    if (!question || PopupNotifications.panel.state !== 'open') return false;
    question.button.click();
    return true;
  `;

  test('the panel explains, asks in place, and records as soon as access is given', async () => {
    const { firefox, lab } = session();
    const page = await firefox.openTab();
    await firefox.goto(lab.url);
    await firefox.openPanel();
    await says('The browser has not given access to these sites');
    await firefox.inPanel(clickOn('Allow all sites'));
    await firefox.selectTabAt(`${firefox.extensionOrigin}/src/permission/`);
    await firefox.click('#allow');
    await until('Firefox’s own question', () => firefox.inChrome(ALLOW));
    await until('the answer', async () =>
      String(await firefox.inPage('return document.querySelector("#answer").textContent')).startsWith(
        'Access is given',
      ),
    );
    await firefox.selectTab(page);
    await says('No cross-origin requests yet');
    await runScenarioInFirefox(session(), blocked);
    await until('the request to be listed', async () =>
      ((await firefox.inPanel(ROWS)) as string[]).some((row) => /allow-origin-missing.*blocked/.test(row)),
    );
  });

  test('access is taken back: the panel says so again', async () => {
    const { firefox } = session();
    await firefox.inChrome(REVOKE);
    await firefox.inPanel(`document.querySelector('[aria-label="Clear"]').click()`);
    await says('The browser has not given access to these sites');
  });
});

describe('in private windows', () => {
  describe('where the reader lets it run', () => {
    const session = firefoxForFile({ size, preferences: docked, privateBrowsing: true });

    test('it records them as any other', async () => {
      const { firefox, lab } = session();
      await firefox.openPrivateWindow();
      await firefox.goto(lab.url);
      await firefox.openPanel();
      await runScenarioInFirefox(session(), blocked);
      // A private window has a size of its own: the lists may lie behind tabs.
      await expect
        .poll(() => firefox.inPanel(TEXT), { timeout: 20_000 })
        .toMatch(/blocked\s*1[\s\S]*allow-origin-missing/);
    });
  });
});
