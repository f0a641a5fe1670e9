import { writeFile } from 'node:fs/promises';
import { hasDisplay } from '../../support/browser';
import { startFirefoxLab } from '../firefox';
import { until } from '../run';
import { diagnosesOf } from './diagnoses';

/** `npm start -- --firefox`: the lab in Firefox. Without a display it runs headless, writes a picture to `picture` and ends. */
export async function startInFirefox(picture: string, patience: number): Promise<void> {
  const headless = !hasDisplay();
  const session = await startFirefoxLab({
    headless,
    size: headless ? { width: 1280, height: 800 } : { width: 1600, height: 950 },
    preferences: {
      'devtools.toolbox.host': headless ? 'bottom' : 'right',
      'devtools.toolbox.footer.height': 480,
      'devtools.toolbox.sidebar.width': 800,
    },
  });
  const { firefox, lab } = session;
  let ended: Promise<void> | null = null;
  const end = () => {
    ended ??= session.close();
    return ended;
  };
  process.once('SIGINT', () => void end().then(() => process.exit(0)));
  process.once('SIGTERM', () => void end().then(() => process.exit(0)));
  let closed = false;
  void firefox.exited.then(() => {
    closed = true;
  });

  try {
    await firefox.goto(lab.url);
    await firefox.openPanel();
    console.log(`The lab is at ${lab.url}, its requests are in the CORS Lens panel of the toolbox.\n`);
    const panel = { evaluate: (expression: string) => firefox.inPanel(`return ${expression}`) };
    const printing = diagnosesOf(panel, (line) => console.log(line));
    await firefox.goto(`${lab.url}?run`);
    const isDone = async () => (await firefox.inPage('return document.documentElement.dataset.state')) === 'done';
    await until(isDone, headless ? patience : Number.POSITIVE_INFINITY);
    if (headless) {
      console.log(`\n${await printing.finish()}`);
      await writeFile(picture, await firefox.screenshot());
      console.log(`No display was found, so the browser had no window: ${picture} shows the panel.`);
    } else {
      console.log('\nRun scenarios on the page as you like; close the browser or press Ctrl-C to end.');
      await firefox.exited;
    }
  } catch (thrown) {
    // The reader closed the browser while it ran: that is an end like any other.
    if (!closed) throw thrown;
  } finally {
    await end();
  }
}
