import { get, type HeaderList } from '../fetch-standard/header-list';
import type { Framework } from './fix';
import { aspNetCore } from './frameworks/asp-net-core';
import { django } from './frameworks/django';
import { express } from './frameworks/express';
import { flask } from './frameworks/flask';
import { laravel } from './frameworks/laravel';
import { nginx } from './frameworks/nginx';
import { springBoot } from './frameworks/spring-boot';

/** Something a server leaves in its answers without being asked. */
export interface ServerSign {
  readonly framework: Framework;
  /** Where it tells something; elsewhere other servers do the same. */
  readonly onlyOn?: 'response';
  /** The evidence in the answer's own words; null: not there. */
  seen(headerList: HeaderList, url: string): string | null;
}

/** A header whose value matches. Evidence is the matching part, so that no secret beside it comes along. */
const header = (framework: Framework, name: string, pattern: RegExp): ServerSign => ({
  framework,
  seen(headerList) {
    const value = get(headerList, name);
    const match = value === null ? null : pattern.exec(value);
    return match === null ? null : `\`${name}: ${match[0].slice(0, 60)}\``;
  },
});

/** A cookie's name; its value is never looked at. */
const cookie = (framework: Framework, pattern: RegExp): ServerSign => ({
  framework,
  seen(headerList) {
    for (const name of cookieNames(headerList)) {
      const match = pattern.exec(name);
      if (match !== null) return `the cookie \`${match[0].slice(0, 60)}\``;
    }
    return null;
  },
});

/** Firefox joins repeated Set-Cookie headers with a line break, HAR files of some tools too. */
const cookieNames = (headerList: HeaderList): readonly string[] =>
  headerList
    .filter(([name]) => name.toLowerCase() === 'set-cookie')
    .flatMap(([, value]) => value.split('\n'))
    .map((line) => line.slice(0, Math.max(0, line.indexOf('='))).trim());

/** Most telling first: applications name themselves in X-Powered-By and cookies, what stands before them in Server. */
export const serverSigns: readonly ServerSign[] = [
  header(express, 'x-powered-by', /^Express\b/),
  header(aspNetCore, 'server', /^Kestrel\b/),
  cookie(aspNetCore, /^\.AspNetCore\.\w+/),
  cookie(laravel, /^laravel_session$|^laravel-session$/),
  header(flask, 'server', /^Werkzeug\/\S+/),
  header(django, 'server', /^WSGIServer\/\S+ CPython\/\S+/),
  cookie(django, /^csrftoken$|^__(?:Host|Secure)-csrftoken$/),
  // Spring's CORS processor adds these to every response; Go's and PHP's do so on preflight answers only.
  {
    ...header(springBoot, 'vary', /Access-Control-Request-Method,\s*Access-Control-Request-Headers/),
    onlyOn: 'response',
  },
  header(springBoot, 'x-application-context', /^\S+/),
  cookie(express, /^connect\.sid$/),
  cookie(springBoot, /^JSESSIONID$/),
  header(aspNetCore, 'x-powered-by', /^ASP\.NET\b/),
  cookie(laravel, /^XSRF-TOKEN$/),
  header(nginx, 'server', /^(?:nginx|openresty|tengine)\b\S*/i),
];
