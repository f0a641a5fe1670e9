import type { Preflight, Response } from '../../exchange/exchange';
import { get, type HeaderList } from '../../fetch-standard/header-list';
import { clip, listed } from './text';

/** What the headers of a message mean, as one sentence in its sender's mouth. They say no more than the headers do. */

/** Of a preflight: "May https://app.example send PUT with content-type?" */
export function preflightQuestion(preflight: Preflight): string {
  const headers = preflight.request.headerList ?? [];
  const origin = get(headers, 'Origin');
  const method = get(headers, 'Access-Control-Request-Method');
  const names = (get(headers, 'Access-Control-Request-Headers') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (origin === null || method === null) return '';
  const withNames =
    names.length === 0 ? '' : ` with ${listed(names.slice(0, 8))}${names.length > 8 ? ' and more' : ''}`;
  return `May ${clip(origin, 120)} send ${clip(method, 40)}${clip(withNames, 240)}?`;
}

/** Of a request: "From https://app.example." */
export function requestSentence(headers: HeaderList | null): string {
  const origin = headers === null ? null : get(headers, 'Origin');
  return origin === null ? '' : `From ${clip(origin, 120)}.`;
}

/** Of a preflight answer or a response. */
export function answerSentence(response: Response, on: 'preflight' | 'response'): string {
  const { status } = response;
  if (status >= 300 && status < 400) {
    const location = get(response.headerList, 'Location');
    return location === null ? '' : `Not here. Ask ${clip(location, 120)}.`;
  }
  const readers = readersSentence(get(response.headerList, 'Access-Control-Allow-Origin'));
  if (on === 'preflight') {
    if (status === 401) return 'Log in first.';
    if (status < 200 || status > 299) return '';
    return `${readers}${allowances(response.headerList)}`;
  }
  return readers;
}

function readersSentence(allowOrigin: string | null): string {
  if (allowOrigin === null) return '';
  if (allowOrigin === '*') return 'Anyone may read this, without credentials.';
  return allowOrigin === '' ? '' : `Only ${clip(allowOrigin, 120)} may read this.`;
}

function allowances(headers: HeaderList): string {
  const methods = get(headers, 'Access-Control-Allow-Methods');
  const names = get(headers, 'Access-Control-Allow-Headers');
  const parts = [methods && `methods ${clip(methods, 80)}`, names && `headers ${clip(names, 120)}`].filter(
    (part) => part,
  );
  return parts.length === 0 ? '' : ` Allowed: ${parts.join('; ')}.`;
}
