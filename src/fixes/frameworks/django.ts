import { allowedMethods } from '../allowed-methods';
import { codeList, fourSpaces } from '../code-list';
import { defineFramework } from '../define-framework';
import { decodedPath, pathPattern } from '../paths';
import { pythonString } from '../strings/python';

export const django = defineFramework({
  id: 'django',
  label: 'Django (django-cors-headers)',
  language: 'python',
  docs: 'https://github.com/adamchainz/django-cors-headers#setup',
  where: 'At the end of `settings.py`. Once: `pip install django-cors-headers`.',
  pitfall:
    '`CorsMiddleware` must stand above every middleware that can answer by itself (CommonMiddleware, WhiteNoise, login). For a POST from another site, Django also asks for the origin in `CSRF_TRUSTED_ORIGINS` and, for the cookie, `SESSION_COOKIE_SAMESITE = "None"`.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const strings = (items: readonly string[]) => codeList(items.map(pythonString), fourSpaces);
    const settings = [
      "INSTALLED_APPS = [*INSTALLED_APPS, 'corsheaders']",
      "MIDDLEWARE = ['corsheaders.middleware.CorsMiddleware', *MIDDLEWARE]",
      policy.origins === '*' ? 'CORS_ALLOW_ALL_ORIGINS = True' : `CORS_ALLOWED_ORIGINS = ${strings(policy.origins)}`,
      `CORS_ALLOW_METHODS = ${strings(allowedMethods(policy))}`,
      `CORS_ALLOW_HEADERS = ${strings(policy.requestHeaders)}`,
      ...(policy.exposedHeaders.length > 0 ? [`CORS_EXPOSE_HEADERS = ${strings(policy.exposedHeaders)}`] : []),
      ...(policy.credentials ? ['CORS_ALLOW_CREDENTIALS = True'] : []),
      ...(policy.maxAge === null ? [] : [`CORS_PREFLIGHT_MAX_AGE = ${policy.maxAge}`]),
      ...(policy.path === null ? [] : [`CORS_URLS_REGEX = ${pythonString(pathPattern(decodedPath(policy.path)))}`]),
    ];
    return { parts: [{ where: 'at the end of settings.py', code: `${settings.join('\n')}\n` }] };
  },
});
