import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { jsString } from '../strings/js';
import { yamlString } from '../strings/yaml';

export const awsRestApi = defineFramework({
  id: 'aws-rest-api',
  label: 'AWS API Gateway (REST API)',
  language: 'yaml',
  comment: '#',
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html',
  where:
    'The first part in the `Resources` of the CloudFormation or SAM template (`Api` and `Resource` are your names), the second in the function. Then deploy the stage again.',
  pitfall:
    'Nothing changes until the stage is deployed. With a Lambda proxy integration the function has to send the headers itself; answers that never reach it (401, 403, 429, 504) get them from the two gateway responses.',
  layer: 'platform',
  perPath: true,
  cannot: {
    'one-layer-only': 'The gateway passes on what the function says: take the headers out of one of the two.',
  },

  write(policy) {
    if (policy.origins !== '*' && policy.origins.length > 1) {
      return {
        cannot:
          'The gateway’s own answers hold one fixed origin: use an HTTP API, or answer OPTIONS and errors in the function.',
      };
    }
    const names = [...policy.methods, ...policy.requestHeaders, ...policy.exposedHeaders];
    const quote = names.find((name) => name.includes("'"));
    if (quote !== undefined)
      return { cannot: `A fixed value of API Gateway stands in single quotes and cannot hold \`${quote}\`.` };
    const origin = policy.origins === '*' ? '*' : policy.origins[0];
    const shared: readonly (readonly [string, string])[] = [
      ['Access-Control-Allow-Origin', origin],
      ...(policy.credentials ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
      ...(policy.exposedHeaders.length > 0
        ? [['Access-Control-Expose-Headers', policy.exposedHeaders.join(', ')] as const]
        : []),
    ];
    const preflight: readonly (readonly [string, string])[] = [
      ...shared.filter(([name]) => name !== 'Access-Control-Expose-Headers'),
      ['Access-Control-Allow-Methods', allowedMethods(policy).join(', ')],
      ...(policy.requestHeaders.length > 0
        ? [['Access-Control-Allow-Headers', policy.requestHeaders.join(', ')] as const]
        : []),
      ...(policy.maxAge === null ? [] : [['Access-Control-Max-Age', String(policy.maxAge)] as const]),
    ];
    const fixed = (value: string) => yamlString(`'${value}'`);
    const template = `CorsPreflight:
  Type: AWS::ApiGateway::Method
  Properties:
    RestApiId: !Ref Api
    ResourceId: !Ref Resource
    HttpMethod: OPTIONS
    AuthorizationType: NONE
    ApiKeyRequired: false
    Integration:
      Type: MOCK
      RequestTemplates:
        application/json: '{"statusCode": 204}'
      IntegrationResponses:
        - StatusCode: "204"
          ResponseParameters:
${preflight.map(([name, value]) => `            method.response.header.${name}: ${fixed(value)}\n`).join('')}    MethodResponses:
      - StatusCode: "204"
        ResponseParameters:
${preflight.map(([name]) => `          method.response.header.${name}: true\n`).join('')}${['4XX', '5XX']
  .map(
    (type) => `CorsOn${type}:
  Type: AWS::ApiGateway::GatewayResponse
  Properties:
    RestApiId: !Ref Api
    ResponseType: DEFAULT_${type}
    ResponseParameters:
${shared.map(([name, value]) => `      gatewayresponse.header.${name}: ${fixed(value)}\n`).join('')}`,
  )
  .join('')}`;
    const headers = `// beside statusCode and body
headers: {
${shared.map(([name, value]) => `  '${name}': ${jsString(value)},\n`).join('')}},
`;
    return {
      parts: [
        { where: 'in the Resources of the template', code: template },
        { where: 'in the answer of the function (Lambda proxy integration)', code: headers },
      ],
    };
  },
});
