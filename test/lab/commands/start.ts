// `npm start`: the lab in a browser with the panel open beside it; every diagnosis is printed as it is captured.
// Without a display it does the same headless, writes a picture of the panel and ends. `-- --firefox`: in Firefox.
import { hasDisplay, launch } from '../../support/browser';
import { localNetworkPermissions } from '../permissions';
import { browserFlags, startLab } from '../server/lab';
import { diagnosesOf } from './diagnoses';
import { startInFirefox } from './start-firefox';

const PICTURE = 'dist/panel.png';
/** ms; a loaded machine needs minutes for all scenarios. */
const PATIENCE = 15 * 60_000;

if (process.argv.includes('--firefox')) {
  await startInFirefox(PICTURE, PATIENCE);
  process.exit(0);
}

const headless = !hasDisplay();
const lab = await startLab();
const lensBrowser = await launch({
  headless,
  flags: browserFlags(lab),
  dock: headless ? 'undocked' : 'right',
  size: headless ? [1280, 800] : [1600, 950],
});
let ended: Promise<void> | null = null;
const end = () => {
  ended ??= lensBrowser.close().then(() => lab.close());
  return ended;
};
process.once('SIGINT', () => void end().then(() => process.exit(0)));
process.once('SIGTERM', () => void end().then(() => process.exit(0)));

try {
  const { browser } = lensBrowser;
  await localNetworkPermissions(browser, lab);
  const [page = await browser.newPage()] = await browser.pages();
  await page.goto(lab.url);
  const { devtools, panel } = await lensBrowser.openPanel(page);
  console.log(`The lab is at ${lab.url}, its requests are in the CORS Lens panel of DevTools.\n`);
  const printing = diagnosesOf(panel, (line) => console.log(line));
  await page.goto(`${lab.url}?run`);
  await page.waitForSelector('html[data-state=done]', { timeout: headless ? PATIENCE : 0 });
  if (headless) {
    console.log(`\n${await printing.finish()}`);
    await devtools.screenshot({ path: PICTURE });
    console.log(`No display was found, so the browser had no window: ${PICTURE} shows the panel.`);
  } else {
    console.log('\nRun scenarios on the page as you like; close the browser or press Ctrl-C to end.');
    await new Promise((resolve) => browser.once('disconnected', resolve));
  }
} catch (thrown) {
  // The reader closed the browser while it ran: that is an end like any other.
  if (lensBrowser.browser.connected) throw thrown;
} finally {
  await end();
}
