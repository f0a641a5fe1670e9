/** What the switch "Explain invisible failures" says of itself: what it does, what it costs, who can see it. */
export const pageHookDescription = {
  label: 'Explain invisible failures',
  /** One sentence, beside the switch. */
  summary:
    'Content Security Policy, mixed content and a wrong request mode stop a call before it becomes a request; a script in the page sees those calls.',
  /** What the reader should know before switching it on; one paragraph each. Backticks as in findings. */
  details: [
    'It also shows the credentials mode, the headers your code set and the line that made the call. Of workers, images, fonts and `sendBeacon` it sees only what a content security policy stops.',
    'The page can notice: `fetch` and `XMLHttpRequest` are wrapped, so `fetch.toString()` no longer reads as native code, and the first line of a call stack is ours.',
    'Each call takes a little longer. While the switch is on, pages in other tabs are wrapped too for the moment it takes to find out that nobody inspects them.',
    'It sees calls from the next load of the page on. Switching it off, or closing DevTools, takes it out of the page.',
  ],
  /** For `reload needed`. */
  reloadNeeded: 'Reload the page: the calls it made so far were not seen.',
} as const;
