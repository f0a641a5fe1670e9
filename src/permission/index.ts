import browser from 'webextension-polyfill';

/** The browser asks only after a click in a page of the extension's own, and pages inside DevTools have no `permissions`. */
const answer = document.querySelector('#answer');
document.querySelector('#allow')?.addEventListener('click', () => {
  void browser.permissions.request({ origins: ['<all_urls>'] }).then((granted) => {
    if (answer === null) return;
    answer.textContent = granted
      ? 'Access is given. Go back to DevTools and reload the page to record.'
      : 'Access was not given. The panel can still open HAR files.';
  });
});
