const NAMED = 5;

/** Of the indexes in `leftOut`, in a sentence. */
export function leftOutSentence(indexes: readonly number[]): string {
  const names = indexes.slice(0, NAMED).map((index) => `log.entries[${index}]`);
  const more = indexes.length > NAMED ? ` and ${indexes.length - NAMED} more` : '';
  return `Left out: ${names.join(', ')}${more}. An entry without a URL, or a proxy’s tunnel (CONNECT), is no request of a page.`;
}
