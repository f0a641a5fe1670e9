import { createRequire } from 'node:module';
import { isIP } from 'node:net';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const require = createRequire(import.meta.url);
const schemas = require('har-schema') as Record<string, object>;

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json') as object);
addFormats.default(ajv);
ajv.addSchema(Object.values(schemas));

/** What har-schema says against a HAR, then what it forgets to look at. Empty: valid. */
export function harComplaints(har: unknown): string[] {
  const validate = ajv.getSchema('har.json#');
  if (!validate) throw new Error('har-schema has no har.json#');
  if (!validate(har)) return (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message}`);
  return strictComplaints(har as Har);
}

type Har = {
  log: {
    version: string;
    pages?: { id: string; startedDateTime: string; pageTimings: { onContentLoad?: number; onLoad?: number } }[];
    entries: {
      pageref?: string;
      startedDateTime: string;
      time: number;
      serverIPAddress?: string;
      timings: Record<string, number>;
      request: Side & {
        method: string;
        url: string;
        queryString: object[];
        postData?: { text?: string; params?: object[] };
      };
      response: Side & {
        status: number;
        content: { size: number; text?: string; encoding?: string };
        redirectURL: string;
      };
    }[];
  };
};

type Side = {
  headers: { name: string; value: string }[];
  cookies: { expires?: unknown }[];
  headersSize: number;
  bodySize: number;
};

/** har-schema's "min" is no keyword of JSON Schema, so negative times pass; page references, version and encodings it never looks at. */
function strictComplaints({ log }: Har): string[] {
  const complaints: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) complaints.push(what);
  };
  must(log.version === '1.2', `version ${log.version}`);
  const ids = (log.pages ?? []).map((page) => page.id);
  must(new Set(ids).size === ids.length, 'page ids are unique');
  for (const { id, startedDateTime, pageTimings } of log.pages ?? []) {
    must(isIsoDate(startedDateTime), `page ${id}: date ${startedDateTime}`);
    for (const value of [pageTimings.onContentLoad, pageTimings.onLoad])
      must(value === undefined || value >= -1, `page ${id}: timing ${value}`);
  }
  log.entries.forEach((entry, index) => {
    const at = `entry ${index}`;
    must(entry.pageref === undefined || ids.includes(entry.pageref), `${at}: pageref ${entry.pageref} is a page`);
    must(isIsoDate(entry.startedDateTime), `${at}: date ${entry.startedDateTime}`);
    const { timings } = entry;
    for (const name of ['send', 'wait', 'receive']) must((timings[name] ?? -1) >= 0, `${at}: ${name} ${timings[name]}`);
    for (const [name, value] of Object.entries(timings))
      must(Number.isFinite(value) && value >= -1, `${at}: ${name} ${value}`);
    const sum = ['blocked', 'dns', 'connect', 'send', 'wait', 'receive'].reduce(
      (all, name) => all + Math.max(0, timings[name] ?? 0),
      0,
    );
    must(Math.abs(sum - entry.time) < 0.01, `${at}: time ${entry.time} is the sum of its timings ${sum}`);
    must((timings['ssl'] ?? -1) <= Math.max(0, timings['connect'] ?? -1), `${at}: ssl is part of connect`);
    must(entry.serverIPAddress === undefined || isIP(entry.serverIPAddress) > 0, `${at}: ip ${entry.serverIPAddress}`);
    const { status, content } = entry.response;
    must(status === 0 || (status >= 1 && status <= 999), `${at}: status ${status}`);
    must(content.size >= 0, `${at}: content.size ${content.size}`);
    must(content.encoding === undefined || content.encoding === 'base64', `${at}: encoding ${content.encoding}`);
    for (const side of [entry.request, entry.response]) {
      must(side.headersSize >= -1 && side.bodySize >= -1, `${at}: sizes`);
      for (const cookie of side.cookies) {
        must(cookie.expires === undefined || isIsoDate(cookie.expires), `${at}: cookie date ${String(cookie.expires)}`);
      }
    }
    must(
      content.encoding === undefined || Buffer.from(content.text ?? '', 'base64').toString('base64') === content.text,
      `${at}: the body is base64`,
    );
    must(Number.isInteger(content.size), `${at}: content.size ${content.size}`);
    const query = /\?([^#]+)/.exec(entry.request.url)?.[1]?.split('&').length ?? 0;
    must(entry.request.queryString.length === query, `${at}: ${query} query values`);
    const { postData } = entry.request;
    must(
      postData === undefined || (postData.text === undefined) !== (postData.params === undefined),
      `${at}: postData has text or params`,
    );
  });
  return complaints;
}

/** As `toISOString` writes it: with a time zone, and not a date that does not exist. */
function isIsoDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value))
    return false;
  const at = Date.parse(value);
  return !Number.isNaN(at) && (!value.endsWith('Z') || new Date(at).toISOString().slice(0, 19) === value.slice(0, 19));
}
