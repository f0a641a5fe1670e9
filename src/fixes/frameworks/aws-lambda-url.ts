import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { shellWord } from '../strings/shell';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-url-cors.html: no others, and `OPTIONS` is Lambda's own. */
const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html */
const longestMaxAge = 86_400;
const longestOrigin = 253;

export const awsLambdaUrl = defineFramework({
  id: 'aws-lambda-url',
  label: 'AWS Lambda (function URL)',
  language: 'sh',
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors',
  where: 'In a shell with the AWS CLI; put the function’s name in place of `FUNCTION`.',
  pitfall:
    'The function must not send CORS headers itself: both are sent, and two values are refused. OPTIONS is answered by Lambda and does not belong in the list.',
  layer: 'platform',
  perPath: false,
  cannot: {
    'one-layer-only': 'The headers of the function URL are added to those of the function: take them out of the code.',
  },

  write(policy) {
    const methods = allowedMethods(policy).filter((method) => method !== 'OPTIONS');
    const other = methods.find((method) => !known.has(method));
    if (other !== undefined) return { cannot: `A function URL takes no method \`${other}\` in its CORS settings.` };
    const long = policy.origins === '*' ? undefined : policy.origins.find((origin) => origin.length > longestOrigin);
    if (long !== undefined) return { cannot: `A function URL takes origins of at most ${longestOrigin} characters.` };
    if (policy.maxAge !== null && policy.maxAge > longestMaxAge) {
      return { cannot: `A function URL takes a max-age of at most ${longestMaxAge} seconds.` };
    }
    const cors = {
      AllowOrigins: policy.origins === '*' ? ['*'] : policy.origins,
      AllowMethods: methods,
      ...(policy.requestHeaders.length > 0 ? { AllowHeaders: policy.requestHeaders } : {}),
      ...(policy.exposedHeaders.length > 0 ? { ExposeHeaders: policy.exposedHeaders } : {}),
      ...(policy.credentials ? { AllowCredentials: true } : {}),
      ...(policy.maxAge === null ? {} : { MaxAge: policy.maxAge }),
    };
    const code = `aws lambda update-function-url-config --function-name FUNCTION --cors ${shellWord(JSON.stringify(cors, null, 2))}
`;
    return { parts: [{ where: 'in a shell with the AWS CLI', code }] };
  },
});
