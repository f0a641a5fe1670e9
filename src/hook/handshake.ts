/**
 * The two scripts share the document and nothing else. A MessagePort is handed over in an event, synchronously, before
 * any script of the page has run, and from then on nobody else hears or speaks. Which of the two runs first is not said
 * anywhere, so each offers and each asks.
 */
const PORT = 'cors-lens-port';
const ASK = 'cors-lens-ask';

/** Hook's side. @param port for the bridge; handed over once. */
export function offerPort(port: MessagePort): void {
  const give = (): boolean => {
    // A cancelled event has found its taker.
    const taken = !dispatchEvent(new MessageEvent(PORT, { ports: [port], cancelable: true }));
    if (taken) removeEventListener(ASK, give);
    return taken;
  };
  if (!give()) addEventListener(ASK, give);
}

/** Bridge's side. @param take called once, during this call or when the bridge has come. */
export function takePort(take: (port: MessagePort) => void): void {
  const taken = (event: Event): void => {
    const [port] = 'ports' in event ? (event as MessageEvent).ports : [];
    if (port === undefined) return;
    event.preventDefault();
    removeEventListener(PORT, taken);
    take(port);
  };
  addEventListener(PORT, taken);
  dispatchEvent(new Event(ASK));
}
