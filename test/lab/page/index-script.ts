// The index page's buttons: each scenario's own page runs in a frame below the list, several at a time for "Run all".
const stages = [...document.querySelectorAll<HTMLIFrameElement>('#stages iframe')];
const progress = document.getElementById('progress') as HTMLOutputElement;
const items = [...document.querySelectorAll<HTMLLIElement>('li[data-url]')];

/** Some scenarios show requests that never end. ms */
const PATIENCE = 10_000;

function runItem(item: HTMLLIElement, stage: HTMLIFrameElement): Promise<void> {
  item.dataset['state'] = 'running';
  stage.src = `${item.dataset['url']}?run`;
  return new Promise((resolve) => {
    const finish = () => {
      item.dataset['state'] = 'done';
      window.removeEventListener('message', listen);
      clearTimeout(deadline);
      resolve();
    };
    const listen = (event: MessageEvent<{ labDone?: string } | null>) => {
      const done = event.data?.labDone;
      if (event.source === stage.contentWindow && done && item.dataset['url']?.endsWith(done)) finish();
    };
    window.addEventListener('message', listen);
    const deadline = setTimeout(finish, PATIENCE);
  });
}

async function runAll(): Promise<void> {
  const waiting = [...items];
  let done = 0;
  const work = async (stage: HTMLIFrameElement) => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      await runItem(item, stage);
      done += 1;
      progress.textContent = `${done} of ${items.length}`;
    }
  };
  await Promise.all(stages.map(work));
  progress.textContent = `${items.length} scenarios run`;
  document.documentElement.dataset['state'] = 'done';
}

for (const item of items) {
  item.querySelector('button')?.addEventListener('click', () => {
    const [stage] = stages;
    if (!stage) return;
    void runItem(item, stage);
    stage.scrollIntoView({ block: 'nearest' });
  });
}
document.getElementById('run-all')?.addEventListener('click', () => void runAll());
if (location.search === '?run') void runAll();
