// The index page's buttons: each scenario's own page runs in a frame below the list.
const stage = document.getElementById('stage') as HTMLIFrameElement;
const progress = document.getElementById('progress') as HTMLOutputElement;
const items = [...document.querySelectorAll<HTMLLIElement>('li[data-url]')];

function runItem(item: HTMLLIElement): Promise<void> {
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
      if (event.source === stage.contentWindow && event.data?.labDone) finish();
    };
    window.addEventListener('message', listen);
    // Some scenarios show requests that never end.
    const deadline = setTimeout(finish, 6000);
  });
}

async function runAll(): Promise<void> {
  for (const [index, item] of items.entries()) {
    progress.textContent = `${index + 1} of ${items.length}`;
    await runItem(item);
  }
  progress.textContent = `${items.length} scenarios run`;
  document.documentElement.dataset['state'] = 'done';
}

for (const item of items) item.querySelector('button')?.addEventListener('click', () => void runItem(item));
document.getElementById('run-all')?.addEventListener('click', () => void runAll());
if (location.search === '?run') void runAll();
