import { expect, it } from 'vitest';
import { awsRestApi } from '../../../../src/fixes/frameworks/aws-rest-api';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(awsRestApi, fullPolicy)).toMatchInlineSnapshot(
    `"cannot: The gateway’s own answers hold one fixed origin: use an HTTP API, or answer OPTIONS and errors in the function."`,
  );
});

it('says what `*` opens', () => {
  expect(codeOf(awsRestApi, publicRead)).toMatchInlineSnapshot(`
    "# 1 · in the Resources of the template
    CorsPreflight:
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
                method.response.header.Access-Control-Allow-Origin: "'*'"
                method.response.header.Access-Control-Allow-Methods: "'GET, HEAD, POST'"
        MethodResponses:
          - StatusCode: "204"
            ResponseParameters:
              method.response.header.Access-Control-Allow-Origin: true
              method.response.header.Access-Control-Allow-Methods: true
    CorsOn4XX:
      Type: AWS::ApiGateway::GatewayResponse
      Properties:
        RestApiId: !Ref Api
        ResponseType: DEFAULT_4XX
        ResponseParameters:
          gatewayresponse.header.Access-Control-Allow-Origin: "'*'"
    CorsOn5XX:
      Type: AWS::ApiGateway::GatewayResponse
      Properties:
        RestApiId: !Ref Api
        ResponseType: DEFAULT_5XX
        ResponseParameters:
          gatewayresponse.header.Access-Control-Allow-Origin: "'*'"

    # 2 · in the answer of the function (Lambda proxy integration)
    // beside statusCode and body
    headers: {
      'Access-Control-Allow-Origin': '*',
    },
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(awsRestApi, hostileNames)).toMatchInlineSnapshot(
    `"cannot: A fixed value of API Gateway stands in single quotes and cannot hold \`x-'$a\`%s#b\`."`,
  );
});
