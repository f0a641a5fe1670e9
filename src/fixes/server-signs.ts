import { get, type HeaderList } from '../fetch-standard/header-list';
import type { Framework } from './fix';
import { aiohttp } from './frameworks/aiohttp';
import { apache } from './frameworks/apache';
import { aspNetCore } from './frameworks/asp-net-core';
import { awsHttpApi } from './frameworks/aws-http-api';
import { awsLambdaUrl } from './frameworks/aws-lambda-url';
import { awsRestApi } from './frameworks/aws-rest-api';
import { azureAppService } from './frameworks/azure-app-service';
import { caddy } from './frameworks/caddy';
import { cloudflareWorkers } from './frameworks/cloudflare-workers';
import { cloudfront } from './frameworks/cloudfront';
import { django } from './frameworks/django';
import { envoy } from './frameworks/envoy';
import { express } from './frameworks/express';
import { fastapi } from './frameworks/fastapi';
import { flask } from './frameworks/flask';
import { googleCloudStorage } from './frameworks/google-cloud-storage';
import { haproxy } from './frameworks/haproxy';
import { koa } from './frameworks/koa';
import { kong } from './frameworks/kong';
import { laravel } from './frameworks/laravel';
import { lighttpd } from './frameworks/lighttpd';
import { nextProxy } from './frameworks/next-proxy';
import { nginx } from './frameworks/nginx';
import { php } from './frameworks/php';
import { rack } from './frameworks/rack';
import { rails } from './frameworks/rails';
import { s3 } from './frameworks/s3';
import { springBoot } from './frameworks/spring-boot';
import { supabaseFunctions } from './frameworks/supabase-functions';
import { tomcat } from './frameworks/tomcat';

/** Something a server leaves in its answers without being asked. */
export interface ServerSign {
  readonly framework: Framework;
  /** Where it tells something; elsewhere other servers do the same. */
  readonly onlyOn?: 'response';
  /** The evidence in the answer's own words; null: not there. */
  seen(headerList: HeaderList, url: string): string | null;
}

/** A header whose value matches. Evidence is the matching part, so that no secret beside it comes along; `/^/`: its name alone. */
const header = (framework: Framework, name: string, pattern: RegExp): ServerSign => ({
  framework,
  seen(headerList) {
    const value = get(headerList, name);
    const match = value === null ? null : pattern.exec(value);
    if (match === null) return null;
    return match[0] === '' ? `a header \`${name}\`` : `\`${name}: ${match[0].slice(0, 60)}\``;
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

/** A platform's own host names. */
const host = (framework: Framework, pattern: RegExp): ServerSign => ({
  framework,
  seen(_, url) {
    const name = /^https?:/.test(url) && URL.canParse(url) ? new URL(url).hostname : '';
    return pattern.test(name) ? `the address \`${name.slice(0, 60)}\`` : null;
  },
});

/**
 * Most telling first. Platforms whose settings overrule the code behind them, then applications, which name themselves in
 * X-Powered-By and cookies, then what stands in front of them.
 */
export const serverSigns: readonly ServerSign[] = [
  host(awsLambdaUrl, /\.lambda-url\.[a-z0-9-]+\.on\.aws$/),
  host(supabaseFunctions, /(?:\.functions\.supabase\.co|^[a-z]{20}\.supabase\.co)$/),
  host(cloudflareWorkers, /\.workers\.dev$/),
  header(s3, 'server', /^AmazonS3$/),
  header(googleCloudStorage, 'x-guploader-uploadid', /^/),
  header(awsHttpApi, 'apigw-requestid', /^/),
  header(awsRestApi, 'x-amz-apigw-id', /^/),

  header(nextProxy, 'x-powered-by', /^Next\.js\b/),
  header(express, 'x-powered-by', /^Express\b/),
  header(aspNetCore, 'server', /^Kestrel\b/),
  cookie(aspNetCore, /^\.AspNetCore\.\w+/),
  cookie(laravel, /^laravel[_-]session$/),
  header(flask, 'server', /^Werkzeug\/\S+/),
  header(django, 'server', /^WSGIServer\/\S+ CPython\/\S+/),
  cookie(django, /^(?:__(?:Host|Secure)-)?csrftoken$/),
  header(fastapi, 'server', /^uvicorn\b/),
  header(aiohttp, 'server', /aiohttp\/\S+/),
  header(rack, 'x-rack-cors', /^(?:hit|miss|preflight-\w+)\b/),
  // Rack::Runtime, which Rails puts in by itself.
  header(rails, 'x-runtime', /^\d+\.\d+$/),
  // Spring's CORS processor adds these to every response; Go's and PHP's do so on preflight answers only.
  {
    ...header(springBoot, 'vary', /Access-Control-Request-Method,\s*Access-Control-Request-Headers/),
    onlyOn: 'response',
  },
  header(springBoot, 'x-application-context', /^\S+/),
  header(tomcat, 'server', /^Apache-Coyote\/\S+/),
  cookie(express, /^connect\.sid$/),
  cookie(koa, /^koa[.:]sess$/),
  cookie(springBoot, /^JSESSIONID$/),
  cookie(azureAppService, /^ARRAffinity(?:SameSite)?$/),
  host(azureAppService, /\.azurewebsites\.net$/),
  header(aspNetCore, 'x-powered-by', /^ASP\.NET\b/),
  cookie(laravel, /^XSRF-TOKEN$/),
  header(php, 'x-powered-by', /^PHP\/\S+/),
  cookie(php, /^PHPSESSID$/),
  cookie(rails, /^_\w+_session$/),

  header(kong, 'via', /\bkong\/\S+/i),
  header(kong, 'x-kong-upstream-latency', /^/),
  header(envoy, 'server', /^(?:istio-)?envoy\b/),
  header(envoy, 'x-envoy-upstream-service-time', /^/),
  header(caddy, 'server', /^Caddy\b/),
  header(caddy, 'via', /\bCaddy\b/),
  header(nginx, 'server', /^(?:nginx|openresty|tengine)\b\S*/i),
  header(apache, 'server', /^Apache(?:\/\S+)?(?=\s|$)/),
  header(lighttpd, 'server', /^lighttpd\b\S*/),
  cookie(haproxy, /^SERVERID$/),
  header(cloudfront, 'via', /\(CloudFront\)/),
  header(cloudfront, 'x-amz-cf-id', /^/),
];
