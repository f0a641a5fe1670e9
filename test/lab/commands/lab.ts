import { scenarios } from '../scenarios/index';
import { startLab } from '../server/lab';

const lab = await startLab();
console.log(`${scenarios.length} scenarios at ${lab.url}`);
console.log('Ctrl-C ends the lab.');

process.once('SIGINT', () => void lab.close().then(() => process.exit(0)));
process.once('SIGTERM', () => void lab.close().then(() => process.exit(0)));
