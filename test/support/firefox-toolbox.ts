/** What runs inside Firefox with the browser's own rights: the toolbox has no other door. Each is the body of an async function. */

const TOOLBOX = `
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools.js');
  const browserWindow = Services.wm.getMostRecentWindow('navigator:browser');
  const until = async (what, condition) => {
    for (let waited = 0; waited < 30_000; waited += 50) {
      const value = await condition();
      if (value) return value;
      await new Promise((resolve) => browserWindow.setTimeout(resolve, 50));
    }
    throw new Error('waited in vain for ' + what);
  };
  const tab = browserWindow.gBrowser.selectedTab;
`;

/** Arguments: the extension's id. */
export const OPEN_PANEL = `${TOOLBOX}
  const [extensionId] = args;
  const toolbox = await gDevTools.showToolboxForTab(tab, { toolId: 'webconsole' });
  const tool = await until('the panel in the toolbox', () =>
    toolbox.getAdditionalTools().find((tool) => tool.extensionId === extensionId));
  await toolbox.selectTool(tool.id);
  const frame = toolbox.doc.getElementById('toolbox-panel-iframe-' + tool.id);
  const panel = await until('the panel document', () => frame.contentDocument?.querySelector('browser'));
  await until('the panel to load', () => /^moz-extension:.*panel/.test(panel.currentURI?.spec ?? ''));
`;

/** As OPEN_PANEL, but the panel is not brought to the front: only the devtools page runs. */
export const OPEN_TOOLBOX = `${TOOLBOX}
  const [extensionId] = args;
  const toolbox = await gDevTools.showToolboxForTab(tab, { toolId: 'webconsole' });
  await until('the panel in the toolbox', () =>
    toolbox.getAdditionalTools().find((tool) => tool.extensionId === extensionId));
`;

export const CLOSE_TOOLBOX = `${TOOLBOX}
  await gDevTools.closeToolboxForTab(tab);
`;

/**
 * Arguments: the extension's id, the body of an async function to run in the panel's own world.
 * The panel is a document of the extension's process; a frame script is the way in, JSON the way out.
 */
export const IN_PANEL = `${TOOLBOX}
  const [extensionId, body] = args;
  const toolbox = gDevTools.getToolboxForTab(tab);
  const tool = toolbox.getAdditionalTools().find((tool) => tool.extensionId === extensionId);
  const frame = toolbox.doc.getElementById('toolbox-panel-iframe-' + tool.id);
  const { messageManager } = frame.contentDocument.querySelector('browser');
  const answer = 'cors-lens-test-' + Math.random();
  const inWorld = 'JSON.stringify({ value: await (async () => {' + body + '\\n})() })';
  const frameScript = (answer, code) => {
    const world = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
    Cu.evalInSandbox(code, world).then(
      (json) => sendAsyncMessage(answer, json),
      (reason) => sendAsyncMessage(answer, JSON.stringify({ thrown: String(reason) + ' ' + (reason?.stack ?? '') })),
    );
  };
  const script = '(' + frameScript + ')(' + JSON.stringify(answer) + ',' + JSON.stringify('(async () => ' + inWorld + ')()') + ')';
  const json = await new Promise((resolve) => {
    const listener = ({ data }) => {
      messageManager.removeMessageListener(answer, listener);
      resolve(data);
    };
    messageManager.addMessageListener(answer, listener);
    messageManager.loadFrameScript('data:text/javascript;charset=utf-8,' + encodeURIComponent(script), false);
  });
  const { value, thrown } = JSON.parse(json);
  if (thrown) throw new Error(thrown);
  return value;
`;

/** Argument: the certificate of an authority, DER in base64. */
export const TRUST_AUTHORITY = `
  Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB).addCertFromBase64(args[0], 'C,,');
`;

/** Arguments: preferences by name. */
export const SET_PREFERENCES = `
  for (const [name, value] of Object.entries(args[0])) {
    if (typeof value === 'boolean') Services.prefs.setBoolPref(name, value);
    else if (typeof value === 'number') Services.prefs.setIntPref(name, value);
    else Services.prefs.setStringPref(name, value);
  }
`;

/** Argument: the extension's id. */
export const EVENT_PAGE_STOPS = `${TOOLBOX}
  const { extension } = WebExtensionPolicy.getByID(args[0]);
  await until('the event page to stop', () => extension.backgroundState === 'stopped');
`;

/** Argument: the extension's id. */
export const EXTENSION_ORIGIN = 'return "moz-extension://" + WebExtensionPolicy.getByID(args[0]).mozExtensionHostname;';
