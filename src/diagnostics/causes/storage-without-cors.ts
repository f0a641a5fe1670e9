import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { answerThatAllowsNobody } from './blocked-answer';

/** Buckets answer 403 to `OPTIONS` when they have no CORS rules, which is not about access rights. */
export const storageWithoutCors = defineHint({
  id: 'storage-without-cors',
  headerHelps: true,

  find(c) {
    const answer = answerThatAllowsNobody(c);
    if (answer === null) return null;
    const code = get(answer.headerList, 'x-ms-error-code');
    const server = get(answer.headerList, 'Server') ?? '';
    const store =
      code !== null || /Windows-Azure-Blob/i.test(server)
        ? 'Azure Storage'
        : /^AmazonS3/i.test(server) || get(answer.headerList, 'x-amz-id-2') !== null
          ? 'S3'
          : /^UploadServer/i.test(server) || get(answer.headerList, 'x-goog-hash') !== null
            ? 'Google Cloud Storage'
            : null;
    if (store === null) return null;
    const certain = code === 'CorsPreflightFailure' || answer.on === 'preflight';
    return {
      on: answer.on,
      hop: answer.hop,
      confidence: certain ? 'certain' : 'likely',
      params: { store, status: answer.status, url: answer.url, method: answer.method, origin: answer.origin },
    };
  },

  words: ({ store, status, url, method, origin }) => ({
    title: `The bucket has no CORS rule for this request`,
    explanation: `${wire(hostOf(url))} is ${store}, which sends CORS headers only if the bucket has a rule that fits origin, method and headers; it answered ${status}. Add a rule for ${origin === 'null' ? "the page's origin" : wire(origin)} and ${wire(method)} – permissions and public access are another matter.`,
    short: 'bucket has no CORS rule',
  }),
});
