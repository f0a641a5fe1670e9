import type { Cookie } from 'har-format';
import type { HeaderList } from '../fetch-standard/header-list';

const valuesOf = (headerList: HeaderList, wanted: string): string[] =>
  headerList.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);

/** HAR lists cookies beside the header they came in. They are read from the (redacted) header, so they cannot tell more. */
export const requestCookies = (headerList: HeaderList): Cookie[] =>
  valuesOf(headerList, 'cookie')
    .flatMap((value) => value.split('; '))
    .filter((pair) => pair !== '')
    .map(nameAndValue);

export const responseCookies = (headerList: HeaderList): Cookie[] =>
  valuesOf(headerList, 'set-cookie')
    .flatMap((value) => value.split('\n'))
    .filter((value) => value !== '')
    .map(responseCookie);

function nameAndValue(pair: string): { name: string; value: string } {
  const equals = pair.indexOf('=');
  return equals < 0 ? { name: '', value: pair } : { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
}

function responseCookie(value: string): Cookie {
  const [pair = '', ...attributes] = value.split(';').map((part) => part.trim());
  const cookie: Cookie & { sameSite?: string } = nameAndValue(pair);
  for (const attribute of attributes) {
    const { name, value: given } = nameAndValue(attribute.includes('=') ? attribute : `${attribute}=`);
    switch (name.toLowerCase()) {
      case 'path':
        cookie.path = given;
        break;
      case 'domain':
        cookie.domain = given;
        break;
      case 'expires': {
        // Only a date that can be read: HAR wants ISO 8601, and Chrome's own `{}` for session cookies breaks validators.
        const at = Date.parse(given);
        if (!Number.isNaN(at) && at >= 0 && at < 253402300800000) cookie.expires = new Date(at).toISOString();
        break;
      }
      case 'httponly':
        cookie.httpOnly = true;
        break;
      case 'secure':
        cookie.secure = true;
        break;
      case 'samesite':
        cookie.sameSite = given;
        break;
    }
  }
  return cookie;
}
