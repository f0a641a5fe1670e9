import { resolvedAction, type Scenario } from '../scenarios/scenario';
import { type Lab, originOf } from '../server/lab';
import { codeOf } from './code-of';
import { escaped, prose } from './html';

/** `agent` is written into the page: a page's own policy must not keep its script away. */
export function scenarioPage(scenario: Scenario, lab: Lab, agent: string): string {
  const run = scenario.run.map((action) => resolvedAction(action, lab, scenario.id));
  const data = {
    run,
    frameUrls: {
      sameSite: `${originOf(lab, 'other')}/lab/frame`,
      crossSite: `${originOf(lab, 'other', 'localhost')}/lab/frame`,
    },
  };
  const steps = run
    .map((action) => `<li><pre>${escaped(codeOf(action))}</pre><output>not run yet</output></li>`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(scenario.title)} – CORS Lens lab</title>
<link rel="stylesheet" href="/lab/style.css">
<body class="scenario">
<p><a href="${escaped(lab.url)}" target="_top">All scenarios</a></p>
<h1>${prose(scenario.title)}</h1>
<p>${prose(scenario.shows)}</p>
<p><button id="run">Run</button></p>
<ol>
${steps}
</ol>
<p class="expected">Chromium: ${escaped(scenario.expects.join(', ') || 'nothing to see on the network')}</p>
<script type="application/json" id="scenario">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script>${agent}</script>
</html>
`;
}
