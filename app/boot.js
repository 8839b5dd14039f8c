// Runs before anything is painted: what this browser remembers goes on the root element, so that
// the first paint has the right theme, language and skeleton. Then it starts the program.
(() => {
  const root = document.documentElement;
  const remembered = (key, storage = 'localStorage') => {
    try {
      return window[storage].getItem(`belroute.${key}`);
    } catch {
      // Storage may be switched off; then nothing is remembered.
      return null;
    }
  };

  const theme = remembered('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;

  const spoken = [remembered('language'), ...navigator.languages];
  const language = spoken.map((tag) => tag?.slice(0, 2).toLowerCase()).find((tag) => tag === 'nl' || tag === 'en');
  if (language) root.lang = language;

  if (remembered('signed-in')) root.dataset.signedIn = '';

  // The panel can be read while the server is away, where a browser allows that: over HTTPS and on
  // this computer. It is made ready once the page stands, and told what was asked until then; but
  // not about the panel of somebody else.
  const keep = () => {
    const { serviceWorker } = navigator;
    if (!serviceWorker || remembered('opened-panel', 'sessionStorage')) return;
    const tell = () => {
      const asked = performance.getEntriesByType('resource').filter(({ initiatorType }) => initiatorType === 'fetch');
      serviceWorker.controller?.postMessage(asked.map(({ name }) => name));
    };
    if (!serviceWorker.controller) serviceWorker.addEventListener('controllerchange', tell, { once: true });
    serviceWorker.register('/service-worker.js').catch((error) => console.warn(error));
  };

  const ready = new Promise((resolve) => {
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', resolve, { once: true });
    else resolve();
  });
  Promise.all([import('%GLUE%'), ready])
    .then(([glue]) => glue.default({ module_or_path: '%WASM%' }))
    .then(() => setTimeout(keep, 3_000))
    .catch((error) => {
      // A frame without a program would wait for ever. After a new release a page that was kept
      // may name files that are gone; loading it again finds the new ones.
      console.error(error);
      root.dataset.failed = '';
    });
})();
