import { defineFramework } from '../define-framework';
import { shellWord } from '../strings/shell';

export const azureAppService = defineFramework({
  id: 'azure-app-service',
  label: 'Azure App Service and Functions',
  language: 'sh',
  docs: 'https://learn.microsoft.com/azure/app-service/app-service-web-tutorial-rest-api#add-cors-functionality',
  where:
    'In a shell with the Azure CLI; put your names in place of `GROUP` and `APP`. For Functions write `functionapp` for `webapp`.',
  pitfall:
    'As soon as one origin stands here, the platform answers and what your code says about CORS is ignored: use one of the two. There is one list for all routes, and `*` beside other origins wins.',
  layer: 'platform',
  perPath: false,

  write(policy) {
    if (policy.exposedHeaders.length > 0) {
      return {
        cannot: `App Service has no setting for exposed headers (\`${policy.exposedHeaders[0]}\`): empty its list of origins and answer in the application.`,
      };
    }
    if (policy.maxAge !== null) {
      return {
        cannot: 'App Service has no setting for the max-age: empty its list of origins and answer in the application.',
      };
    }
    const origins = policy.origins === '*' ? ['*'] : policy.origins;
    const code = `az webapp cors add --resource-group GROUP --name APP --allowed-origins ${origins.map(shellWord).join(' ')}
${policy.credentials ? 'az resource update --resource-group GROUP --namespace Microsoft.Web --resource-type sites/config --parent sites/APP --name web --set properties.cors.supportCredentials=true\n' : ''}`;
    return {
      parts: [{ where: 'in a shell with the Azure CLI', code }],
      note: 'App Service allows these origins every method and every header.',
    };
  },
});
