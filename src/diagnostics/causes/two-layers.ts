import { defineHint } from '../hint';
import { layersOf } from '../layers';
import { hostOf, wire, wireList } from '../wire';
import { blockedAnswer } from './blocked-answer';

/** Who sent the header twice? Two hands in one answer, or one layer installed twice. */
export const twoLayers = defineHint({
  id: 'two-layers',
  headerHelps: true,

  find(c) {
    const answer = blockedAnswer(c);
    const [first] = c.failures;
    // One line with a list was written so by one hand.
    if (answer === null || first?.rule.id !== 'allow-origin-several-values' || !(Number(first.params['lines']) > 1))
      return null;
    const values = answer.headerList
      .filter(([name]) => name.toLowerCase() === 'access-control-allow-origin')
      .flatMap(([, value]) => value.split(', '));
    if (values.length < 2) return null;
    const differ = new Set(values).size > 1;
    const layers = layersOf(answer.headerList);
    return {
      on: answer.on,
      hop: answer.hop,
      check: 'Access-Control-Allow-Origin',
      confidence: layers.length > 1 || !differ ? 'certain' : 'likely',
      params: { values, differ, layers, url: answer.url, origin: answer.origin },
    };
  },

  words: ({ values, differ, layers, url, origin }) => ({
    title: differ
      ? 'Two layers both add `Access-Control-Allow-Origin`'
      : '`Access-Control-Allow-Origin` is added twice',
    explanation: `${wire(hostOf(url))} answered with ${wireList(values)}${layers.length > 0 ? `; in the answer show themselves ${layers.slice(0, 4).join(', ')}` : ''}. ${
      differ
        ? 'Most often a proxy and the application behind it each add the header: let one of them do it'
        : 'The same layer is installed twice, or a proxy copies what the application sent: take one of them out'
    }${origin === 'null' ? '.' : `, and answer ${wire(origin)} once.`}`,
    short: differ ? 'two layers add it' : 'added twice',
  }),
});
