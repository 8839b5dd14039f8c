// Runs before anything is painted: what this browser remembers goes on the root element, so that
// the first paint has the right theme, language and skeleton. Then it starts the program.
(() => {
  const root = document.documentElement;
  const remembered = (key) => {
    try {
      return localStorage.getItem(`belroute.${key}`);
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

  const ready = new Promise((resolve) => {
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', resolve, { once: true });
    else resolve();
  });
  Promise.all([import('%GLUE%'), ready])
    .then(([glue]) => glue.default({ module_or_path: '%WASM%' }))
    .catch((error) => {
      // A frame without a program would wait for ever. After a new release a page that was kept
      // may name files that are gone; loading it again finds the new ones.
      console.error(error);
      root.dataset.failed = '';
    });
})();
