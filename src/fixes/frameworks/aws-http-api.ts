import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { shellWord } from '../strings/shell';

/** What the API's own model allows: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html */
const longestMaxAge = 86_400;

export const awsHttpApi = defineFramework({
  id: 'aws-http-api',
  label: 'AWS API Gateway (HTTP API)',
  language: 'sh',
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html',
  where: 'In a shell with the AWS CLI; put the API’s id in place of `API_ID`. Without auto-deploy, deploy the stage.',
  pitfall:
    'Once this is set, the gateway throws away the CORS headers of your function. A `$default` or `ANY` route with an authorizer also catches OPTIONS: give `OPTIONS /{proxy+}` a route without one.',
  layer: 'platform',
  perPath: false,

  write(policy) {
    if (policy.maxAge !== null && policy.maxAge > longestMaxAge) {
      return { cannot: `API Gateway takes a max-age of at most ${longestMaxAge} seconds.` };
    }
    const configuration = {
      AllowOrigins: policy.origins === '*' ? ['*'] : policy.origins,
      AllowMethods: allowedMethods(policy),
      ...(policy.requestHeaders.length > 0 ? { AllowHeaders: policy.requestHeaders } : {}),
      ...(policy.exposedHeaders.length > 0 ? { ExposeHeaders: policy.exposedHeaders } : {}),
      ...(policy.credentials ? { AllowCredentials: true } : {}),
      ...(policy.maxAge === null ? {} : { MaxAge: policy.maxAge }),
    };
    const code = `aws apigatewayv2 update-api --api-id API_ID --cors-configuration ${shellWord(JSON.stringify(configuration, null, 2))}
`;
    return { parts: [{ where: 'in a shell with the AWS CLI', code }] };
  },
});
