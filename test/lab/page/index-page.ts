import { families } from '../scenarios/index';
import { pageUrl, type Scenario } from '../scenarios/scenario';
import type { Lab } from '../server/lab';
import { escaped, prose } from './html';

export function indexPage(lab: Lab): string {
  const count = families.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>CORS Lens lab</title>
<link rel="stylesheet" href="/lab/style.css">
<body>
<h1>CORS Lens lab</h1>
<p>${count} ways a request to another origin ends. Open DevTools, choose the <b>CORS Lens</b> panel, run a scenario, read why.</p>
<p class="all"><button id="run-all">Run all</button> <output id="progress"></output></p>
<nav>${families.map(({ name }) => `<a href="#${anchor(name)}">${escaped(name)}</a>`).join('\n')}</nav>
${families.map(({ name, scenarios }) => section(name, scenarios, lab)).join('\n')}
<div id="stages">${STAGE.repeat(4)}</div>
<script src="/lab/index.js"></script>
</html>
`;
}

const STAGE =
  '<iframe title="A scenario that runs" allow="local-network; loopback-network; local-network-access"></iframe>';

const section = (name: string, scenarios: readonly Scenario[], lab: Lab) => `<section id="${anchor(name)}">
<h2>${escaped(name)}</h2>
<ul>
${scenarios.map((scenario) => item(scenario, lab)).join('\n')}
</ul>
</section>`;

const item = (scenario: Scenario, lab: Lab) => `<li data-url="${escaped(pageUrl(scenario, lab))}">
<button title="Run it below, in a frame">Run</button>
<div><a href="${escaped(pageUrl(scenario, lab))}">${prose(scenario.title)}</a> ${(scenario.needs ?? []).map((need) => `<small>${escaped(NEEDS[need])}</small>`).join(' ')}
<p>${prose(scenario.shows)}</p></div>
<code>${escaped(scenario.expects.join(', '))}</code>
</li>`;

const NEEDS: Record<NonNullable<Scenario['needs']>[number], string> = {
  ipv6: 'needs [::1]',
  'our browser': 'needs the browser that npm start opens',
};

const anchor = (name: string) => name.toLowerCase().replace(/\W+/g, '-');
