// Before anything is painted: the chosen theme, and that scripts run.
'use strict';
(() => {
  const root = document.documentElement;
  root.dataset.js = '';
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') {
      root.dataset.theme = theme;
    }
  } catch {
    // A browser that keeps nothing shows the system's theme.
  }
})();
