import { WriteStream } from 'node:tty';
import pkg from '../../package.json' with { type: 'json' };
import { commandOf, usage } from './arguments';
import { check } from './check';
import { progressOn } from './progress';

/** The command line. Node only: no browser, no network. */
async function main(args: readonly string[]): Promise<number> {
  const command = commandOf(args);
  switch (command.kind) {
    case 'help':
      process.stdout.write(usage);
      return 0;
    case 'version':
      process.stdout.write(`${pkg.version}\n`);
      return 0;
    case 'misuse':
      process.stderr.write(`${command.sentence}\n`);
      return 2;
    case 'check':
      return check(
        { ...command, version: pkg.version },
        {
          stdin: process.stdin,
          out: (text) => process.stdout.write(text),
          error: (text) => process.stderr.write(text),
          colour: mayColour(),
          attended: process.stderr.isTTY === true,
          progress: progressOn(process.stderr, () => performance.now()),
        },
      );
  }
}

/** hasColors() honours NO_COLOR, FORCE_COLOR and the kind of terminal; logs of builds are none, and show colours. */
const mayColour = (): boolean =>
  (process.stdout.isTTY === true || process.env['FORCE_COLOR'] !== undefined) && WriteStream.prototype.hasColors();

// `cors-lens check … | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  // Not 1, which says that something was blocked.
  process.stderr.write(`Standard output could not be written (${error.code ?? error.message}).\n`);
  process.exit(2);
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // Node would end with 1.
  process.stderr.write(
    `This went wrong in cors-lens itself: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 2;
}
