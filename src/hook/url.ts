import { NativeURL } from './native';

export interface SaidUrl {
  readonly url: string;
  readonly urlCredentials: boolean;
}

/** @returns the absolute URL without user name and password, which nobody need see; null: it is none. */
export function saidUrl(text: string): SaidUrl | null {
  // Of no interest, and megabytes long.
  if (/^\s*data:/i.test(text)) return null;
  try {
    const url = new NativeURL(text, document.baseURI);
    const urlCredentials = url.username !== '' || url.password !== '';
    if (urlCredentials) url.username = url.password = '';
    return { url: url.href, urlCredentials };
  } catch {
    return null;
  }
}
