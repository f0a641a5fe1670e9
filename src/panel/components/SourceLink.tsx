import type { Source } from '../view-model/page-side';
import { clip } from '../view-model/text';
import { useStore } from './store-context';

/** A place in the page's source; opens in DevTools where the browser can. */
export function SourceLink({ source }: { readonly source: Source }) {
  const { openSource } = useStore().host;
  const title = clip(`${source.url}:${source.line}`, 1_000);
  if (openSource === null) {
    return (
      <span class="source" title={title}>
        {source.label}
      </span>
    );
  }
  return (
    <button
      type="button"
      class="source link"
      title={title}
      onClick={() => openSource(source.url, source.line, source.column)}
    >
      {source.label}
    </button>
  );
}
