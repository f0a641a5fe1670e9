/**
 * Is any of our DevTools pages open? It spares a worker that was stopped the wait for pages that will not come back.
 *
 * @returns null: this browser does not tell (an older Chromium, Firefox).
 */
export async function isAnyDevtoolsOpen(): Promise<boolean | null> {
  const types: Readonly<Record<string, string>> | undefined = chrome.runtime.ContextType;
  if (types?.['DEVELOPER_TOOLS'] === undefined) return null;
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['DEVELOPER_TOOLS'] });
  return contexts.length > 0;
}
