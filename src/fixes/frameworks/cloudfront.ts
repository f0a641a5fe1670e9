import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { shellWord } from '../strings/shell';

/** The service's model has no other. */
const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE']);

export const cloudfront = defineFramework({
  id: 'cloudfront',
  label: 'AWS CloudFront',
  language: 'sh',
  docs: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html',
  where:
    'In a shell with the AWS CLI; then choose the policy in the cache behavior of this path, and let the behavior pass GET, HEAD and OPTIONS.',
  pitfall:
    'CloudFront adds these headers to what the origin answers; OPTIONS has to get 2xx there. A behavior that does not allow OPTIONS answers the preflight 403 itself.',
  layer: 'in front',
  perPath: false,
  cannot: {
    'answer-preflight-first':
      'CloudFront passes OPTIONS on to the origin: that one has to answer it with 2xx before it asks for a login.',
  },

  write(policy) {
    const other = policy.methods.find((method) => !known.has(method));
    if (other !== undefined) return { cannot: `A response headers policy takes no method \`${other}\`.` };
    const items = (list: readonly string[]) => ({ Quantity: list.length, Items: list });
    const config = {
      Name: 'cors',
      CorsConfig: {
        AccessControlAllowOrigins: items(policy.origins === '*' ? ['*'] : policy.origins),
        AccessControlAllowMethods: items(allowedMethods(policy)),
        // Required, and not to be empty.
        AccessControlAllowHeaders: items(policy.requestHeaders.length > 0 ? policy.requestHeaders : ['accept']),
        ...(policy.exposedHeaders.length > 0 ? { AccessControlExposeHeaders: items(policy.exposedHeaders) } : {}),
        AccessControlAllowCredentials: policy.credentials,
        ...(policy.maxAge === null ? {} : { AccessControlMaxAgeSec: policy.maxAge }),
        OriginOverride: true,
      },
    };
    const code = `aws cloudfront create-response-headers-policy --response-headers-policy-config ${shellWord(JSON.stringify(config, null, 2))}
`;
    return {
      parts: [{ where: 'in a shell with the AWS CLI', code }],
      note: 'It holds for every path of the cache behavior that uses it.',
    };
  },
});
