import { expect, it } from 'vitest';
import { tomcat } from '../../../../src/fixes/frameworks/tomcat';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(tomcat, fullPolicy)).toMatchInlineSnapshot(`
    "<filter>
      <filter-name>cors</filter-name>
      <filter-class>org.apache.catalina.filters.CorsFilter</filter-class>
      <init-param>
        <param-name>cors.allowed.origins</param-name>
        <param-value>https://app.example,http://[::1]:5173</param-value>
      </init-param>
      <init-param>
        <param-name>cors.allowed.methods</param-name>
        <param-value>GET,HEAD,POST,PUT</param-value>
      </init-param>
      <init-param>
        <param-name>cors.allowed.headers</param-name>
        <param-value>authorization,content-type</param-value>
      </init-param>
      <init-param>
        <param-name>cors.exposed.headers</param-name>
        <param-value>x-total-count</param-value>
      </init-param>
      <init-param>
        <param-name>cors.support.credentials</param-name>
        <param-value>true</param-value>
      </init-param>
      <init-param>
        <param-name>cors.preflight.maxage</param-name>
        <param-value>600</param-value>
      </init-param>
    </filter>
    <filter-mapping>
      <filter-name>cors</filter-name>
      <url-pattern>/v1/orders/*</url-pattern>
    </filter-mapping>
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(tomcat, publicRead)).toMatchInlineSnapshot(`
    "<filter>
      <filter-name>cors</filter-name>
      <filter-class>org.apache.catalina.filters.CorsFilter</filter-class>
      <init-param>
        <param-name>cors.allowed.origins</param-name>
        <param-value>*</param-value>
      </init-param>
      <init-param>
        <param-name>cors.allowed.methods</param-name>
        <param-value>GET,HEAD,POST</param-value>
      </init-param>
      <init-param>
        <param-name>cors.allowed.headers</param-name>
        <param-value></param-value>
      </init-param>
    </filter>
    <filter-mapping>
      <filter-name>cors</filter-name>
      <url-pattern>/*</url-pattern>
    </filter-mapping>
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection. The filter sends \`*\` only where a request has an \`Origin\`, and no \`Vary\`: behind a cache, list the origins instead."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(tomcat, hostileNames)).toMatchInlineSnapshot(`
    "<filter>
      <filter-name>cors</filter-name>
      <filter-class>org.apache.catalina.filters.CorsFilter</filter-class>
      <init-param>
        <param-name>cors.allowed.origins</param-name>
        <param-value>https://app.example</param-value>
      </init-param>
      <init-param>
        <param-name>cors.allowed.methods</param-name>
        <param-value>GET,HEAD,POST</param-value>
      </init-param>
      <init-param>
        <param-name>cors.allowed.headers</param-name>
        <param-value>x-'$a\`%s#b</param-value>
      </init-param>
    </filter>
    <filter-mapping>
      <filter-name>cors</filter-name>
      <url-pattern>/*</url-pattern>
    </filter-mapping>
    "
  `);
});
