import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { transformWithOxc } from 'vite';
import { describe, expect, it } from 'vitest';
import type { CorsPolicy, Framework, Part } from '../../src/fixes/fix';
import { awsHttpApi } from '../../src/fixes/frameworks/aws-http-api';
import { awsLambdaUrl } from '../../src/fixes/frameworks/aws-lambda-url';
import { awsRestApi } from '../../src/fixes/frameworks/aws-rest-api';
import { azureAppService } from '../../src/fixes/frameworks/azure-app-service';
import { cloudflareWorkers } from '../../src/fixes/frameworks/cloudflare-workers';
import { cloudfront } from '../../src/fixes/frameworks/cloudfront';
import { envoy } from '../../src/fixes/frameworks/envoy';
import { googleCloudStorage } from '../../src/fixes/frameworks/google-cloud-storage';
import { kong } from '../../src/fixes/frameworks/kong';
import { laravel } from '../../src/fixes/frameworks/laravel';
import { s3 } from '../../src/fixes/frameworks/s3';
import { supabaseFunctions } from '../../src/fixes/frameworks/supabase-functions';
import { traefik } from '../../src/fixes/frameworks/traefik';
import { hostilePolicy } from './hostile-policy';
import { programs } from './stack';

// Servers that cannot be had here. Their fixes are at least read by the real parser of their language, and hold what was asked for.

const dir = resolve('.cache/fixes/parsers');
mkdirSync(dir, { recursive: true });

function fileOf(framework: Framework, code: string): string {
  const file = join(dir, framework.id);
  writeFileSync(file, code);
  return file;
}

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe' });

/** What each part says, in the words of its language; throws where it cannot be read. */
type Reader = (framework: Framework, part: Part) => unknown;

/** Every string of a YAML file. Tags like `!Ref` are kept out of the way. */
const yaml: Reader = (framework, part) =>
  JSON.parse(
    run(
      'ruby',
      '-rpsych',
      '-rjson',
      '-e',
      'print Psych.parse_file(ARGV[0]).each.grep(Psych::Nodes::Scalar).map(&:value).to_json',
      fileOf(framework, part.code),
    ),
  );

const json: Reader = (_, part) => JSON.parse(part.code);

/** The arguments that the command gets, `aws` and `az` being functions that print theirs. */
const shell: Reader = (framework, part) =>
  run('sh', fileOf(framework, `aws() { printf '%s\\n' "$@"; }\naz() { printf '%s\\n' "$@"; }\n${part.code}`));

/** The array that PHP makes of it. */
const php: Reader = (framework, part) =>
  JSON.parse(run('php', '-r', 'echo json_encode(require $argv[1]);', fileOf(framework, part.code)));

const script =
  (lang: 'js' | 'ts'): Reader =>
  async (_, part) =>
    (await transformWithOxc(part.code, `fix.${lang}`)).code;

/** A piece of an object literal. */
const entry: Reader = async (_, part) => (await transformWithOxc(`({ ${part.code} })`, 'fix.js')).code;

const readers: readonly (readonly [Framework, readonly Reader[], program?: string])[] = [
  [s3, [json]],
  [googleCloudStorage, [json]],
  [awsHttpApi, [shell]],
  [awsLambdaUrl, [shell]],
  [cloudfront, [shell]],
  [azureAppService, [shell]],
  [traefik, [yaml], 'ruby'],
  [kong, [yaml], 'ruby'],
  [envoy, [yaml, yaml], 'ruby'],
  [awsRestApi, [yaml, entry], 'ruby'],
  [laravel, [php], 'php'],
  [cloudflareWorkers, [script('js'), script('js')]],
  [supabaseFunctions, [script('ts'), script('ts')]],
];

describe.each(readers.map(([framework, reads, program]) => [framework.label, framework, reads, program] as const))(
  '%s',
  (_, framework, reads, program) => {
    const missing = program === undefined ? null : programs(program);
    if (missing !== null && process.env['CI']) throw new Error(`${missing} is not installed`);

    it.skipIf(missing !== null)('is read by its parser, whatever the names hold', async () => {
      // Few policies can be said in a platform's own words: those that cannot are no sample.
      const sayable = hostilePolicy.filter((policy) => framework.render(policy).can);
      const holds = fc.asyncProperty(sayable, async (policy) => {
        const fix = framework.render(policy);
        if (!fix.can) throw new Error('not a sample');
        expect(fix.parts).toHaveLength(reads.length);
        const said: unknown[] = [];
        for (const [index, part] of fix.parts.entries()) said.push(await reads[index]?.(framework, part));
        for (const value of wanted(policy, fix.note)) expect(bare(said)).toContain(bare(value));
      });
      await fc.assert(holds, { numRuns: program === undefined ? 40 : 15, endOnFailure: true });
    });
  },
);

const wanted = (policy: CorsPolicy, note: string | null): readonly string[] => [
  ...(policy.origins === '*' ? [] : policy.origins),
  ...(note?.includes('every method and every header') ? [] : [...policy.methods, ...policy.requestHeaders]),
  ...policy.exposedHeaders,
];

/** Without the escapes of JSON, of a pattern and of JavaScript's strings, which printing the whole puts in again. */
const bare = (said: unknown): string =>
  (typeof said === 'string' ? said : JSON.stringify(said)).replaceAll('\\', '').toLowerCase();
