import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';

export const googleCloudStorage = defineFramework({
  id: 'google-cloud-storage',
  label: 'Google Cloud Storage',
  language: 'json',
  docs: 'https://cloud.google.com/storage/docs/cross-origin',
  where: 'As `cors.json`; then `gcloud storage buckets update gs://BUCKET --cors-file=cors.json`.',
  pitfall:
    '`storage.cloud.google.com`, the address for signed-in downloads, never allows CORS: call `storage.googleapis.com`. `responseHeader` is both the headers a page may send and those it may read.',
  layer: 'platform',
  perPath: false,
  cannot: {
    'headers-on-errors':
      'Cloud Storage sends these headers only where an entry matches, and an answer made before that has none.',
    'one-layer-only':
      'Cloud Storage has nothing behind it; what stands in front of it has to be told to leave the headers alone.',
  },

  write(policy) {
    if (policy.credentials) {
      return { cannot: 'Cloud Storage has no setting for credentials: leave them out and use a signed URL.' };
    }
    const headers = [...new Set([...policy.requestHeaders, ...policy.exposedHeaders])];
    const entry = {
      origin: policy.origins === '*' ? ['*'] : policy.origins,
      method: allowedMethods(policy),
      ...(headers.length > 0 ? { responseHeader: headers } : {}),
      ...(policy.maxAge === null ? {} : { maxAgeSeconds: policy.maxAge }),
    };
    return { parts: [{ where: 'cors.json', code: `${JSON.stringify([entry], null, 2)}\n` }] };
  },
});
