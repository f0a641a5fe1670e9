import { render } from 'preact';
import { diagnose } from '../diagnostics/diagnose';
import { browserHost } from './browser-host';
import { Panel } from './components/Panel';
import { handOver } from './hand-over';
import { createStore } from './store/store';

const store = createStore(browserHost(), diagnose, handOver);
store.start();
const root = document.querySelector('#panel');
if (root !== null) render(<Panel store={store} />, root);
