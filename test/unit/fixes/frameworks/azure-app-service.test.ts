import { expect, it } from 'vitest';
import { azureAppService } from '../../../../src/fixes/frameworks/azure-app-service';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(azureAppService, fullPolicy)).toMatchInlineSnapshot(
    `"cannot: App Service has no setting for exposed headers (\`x-total-count\`): empty its list of origins and answer in the application."`,
  );
});

it('says what `*` opens', () => {
  expect(codeOf(azureAppService, publicRead)).toMatchInlineSnapshot(`
    "az webapp cors add --resource-group GROUP --name APP --allowed-origins '*'
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection. App Service allows these origins every method and every header."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(azureAppService, hostileNames)).toMatchInlineSnapshot(`
    "az webapp cors add --resource-group GROUP --name APP --allowed-origins 'https://app.example'
    --- App Service allows these origins every method and every header."
  `);
});
