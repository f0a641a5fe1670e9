/**
 * Runs in a panel – ours or the browser's own – and measures both in the same way. Text, since a compiler's helpers do
 * not exist there. `row` and `list` are selectors.
 */
export const MEASURING = `globalThis.measuring ??= {
  /** The first element, in shadow trees too: the browser's own panels live in them. */
  find(selector, root = document) {
    const found = root.querySelector(selector);
    if (found !== null) return found;
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      const inside = shadowRoot && measuring.find(selector, shadowRoot);
      if (inside) return inside;
    }
    return null;
  },

  /** After the picture of this frame was made. */
  painted: () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(0);
  })),

  /** @returns ms since the epoch at which a picture with a row in it was made. */
  async firstRow(row) {
    while (measuring.find(row) === null) await new Promise(requestAnimationFrame);
    return performance.timeOrigin + await measuring.painted();
  },

  /**
   * From the next key to the last picture that it changed in the list, as measuring.repaint: nothing changing for half a
   * second, it was the last. Called before the key is pressed: input overtakes what else is sent to a page.
   */
  watchKey(list) {
    measuring.repaint = new Promise((done) => addEventListener('keydown', async ({ timeStamp }) => {
      let changed = true;
      let last = timeStamp;
      const observer = new MutationObserver(() => { changed = true; });
      observer.observe(measuring.find(list), { subtree: true, childList: true, attributes: true, characterData: true });
      while (performance.now() - last < 500) {
        const now = await measuring.painted();
        if (changed) last = now;
        changed = false;
      }
      observer.disconnect();
      done(last - timeStamp);
    }, { capture: true, once: true }));
  },

  /** @returns ms between the frames while the whole list is scrolled in 180 steps. */
  async scroll(row) {
    let scroller = measuring.find(row);
    while (scroller.scrollHeight <= scroller.clientHeight || getComputedStyle(scroller).overflowY === 'visible') scroller = scroller.parentElement;
    scroller.scrollTop = 0;
    await measuring.painted();
    await measuring.painted();
    const step = (scroller.scrollHeight - scroller.clientHeight) / 180;
    const frames = [];
    let before = await new Promise(requestAnimationFrame);
    for (let i = 1; i <= 180; i++) {
      scroller.scrollTop = i * step;
      const now = await new Promise(requestAnimationFrame);
      frames.push(now - before);
      before = now;
    }
    return frames;
  },
};
globalThis.longTasks ??= (() => {
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  return tasks;
})();`;
