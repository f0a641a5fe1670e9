import { allowedMethods } from './allowed-methods';
import { codeList, squareBrackets } from './code-list';
import type { CorsPolicy } from './fix';
import { lowerCaseMethod } from './lower-case-method';
import { decodedPath, pathPattern } from './paths';
import { regexOf } from './strings/regex';
import { singleQuoted } from './strings/single-quoted';

/** Why rack-cors cannot say it; null: it can. */
export const refusedByRackCors = (policy: CorsPolicy): string | null => lowerCaseMethod(policy, 'rack-cors');

/** The block both Rails and Rack put around it: https://github.com/cyu/rack-cors#configuration-reference */
export function rackCorsRules(policy: CorsPolicy): string {
  const strings = (items: readonly string[]) => codeList(items.map(singleQuoted), squareBrackets, 3);
  const options = [
    `methods: [${allowedMethods(policy).map(symbol).join(', ')}]`,
    ...(policy.requestHeaders.length > 0 ? [`headers: ${strings(policy.requestHeaders)}`] : []),
    ...(policy.exposedHeaders.length > 0 ? [`expose: ${strings(policy.exposedHeaders)}`] : []),
    ...(policy.credentials ? ['credentials: true'] : []),
    ...(policy.maxAge === null ? [] : [`max_age: ${policy.maxAge}`]),
  ];
  return `  allow do
    origins ${policy.origins === '*' ? "'*'" : policy.origins.map(origin).join(', ')}
    resource ${policy.path === null ? "'*'" : pattern(pathPattern(decodedPath(policy.path)).replace(beyondAscii, '[^/]+'))},
${options.map((option) => `      ${option}`).join(',\n')}
  end
`;
}

/** What the reader should know of this policy's rules; null: nothing. */
export const rackCorsNote = ({ path }: CorsPolicy): string | null =>
  path !== null && decodedPath(path).search(beyondAscii) >= 0
    ? 'Ruby refuses to compare letters beyond ASCII with a path in bytes, so `[^/]+` stands for them: any letters there match.'
    : null;

const beyondAscii = /[^ -~]+/g;

/** rack-cors takes a text that does not begin with http for a host of any scheme, so those are patterns. */
const origin = (text: string): string =>
  /^https?:\/\//.test(text) ? singleQuoted(text) : pattern(`\\A${regexOf(text)}\\z`);

const symbol = (method: string): string =>
  /^[A-Z]+$/.test(method) ? `:${method.toLowerCase()}` : singleQuoted(method);

/** \`^\` and \`$\` are the borders of a line in Ruby, and a path may hold a line break once it is decoded. */
function pattern(source: string): string {
  const whole = source.replace(/^\^/, '\\A').replace(/\$\)$/, '\\z)');
  return `Regexp.new(${singleQuoted(whole)})`;
}
