import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html#cors-allowed-methods */
const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE']);

export const s3 = defineFramework({
  id: 's3',
  label: 'AWS S3',
  language: 'json',
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html',
  where:
    'In the console under the bucket’s Permissions → Cross-origin resource sharing, in place of what stands there. Other S3-compatible stores take the same rules.',
  pitfall:
    'S3 answers without headers and without `Vary` where no `Origin` came, so a copy of an `<img>` spoils a later `fetch`: add `crossorigin` to the image, or let the cache in front vary by Origin. A presigned upload also needs its method and headers in this list, a multipart one `ETag` exposed.',
  layer: 'platform',
  perPath: false,
  cannot: {
    'headers-on-errors':
      'S3 sends these headers only where a rule matches, and an answer made before that (a wrong region, a bucket that is not there) has none.',
    'one-layer-only': 'S3 has nothing behind it; what stands in front of it has to be told to leave the headers alone.',
  },

  write(policy) {
    const other = policy.methods.find((method) => !known.has(method));
    if (other !== undefined) return { cannot: `S3 takes no method \`${other}\` in a CORS rule.` };
    const rule = {
      AllowedOrigins: policy.origins === '*' ? ['*'] : policy.origins,
      AllowedMethods: allowedMethods(policy),
      ...(policy.requestHeaders.length > 0 ? { AllowedHeaders: policy.requestHeaders } : {}),
      ...(policy.exposedHeaders.length > 0 ? { ExposeHeaders: policy.exposedHeaders } : {}),
      ...(policy.maxAge === null ? {} : { MaxAgeSeconds: policy.maxAge }),
    };
    return {
      parts: [{ where: 'in the bucket’s CORS configuration', code: `${JSON.stringify([rule], null, 2)}\n` }],
      note: policy.credentials
        ? 'S3 has no setting for credentials. It does say `Access-Control-Allow-Credentials: true` to origins listed by name, which its documentation does not mention: try it before you rely on it.'
        : null,
    };
  },
});
