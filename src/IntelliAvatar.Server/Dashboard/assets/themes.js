// The switch: like the system, light, dark.
const root = document.documentElement;
const order = ['auto', 'light', 'dark'];

export function offerThemes() {
  const button = document.querySelector('#theme');
  const show = () => {
    button.title = button.dataset[root.dataset.theme ?? 'auto'];
    button.setAttribute('aria-label', button.title);
  };
  button.addEventListener('click', () => {
    const next = order[(order.indexOf(root.dataset.theme ?? 'auto') + 1) % order.length];
    if (next === 'auto') {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = next;
    }
    try {
      localStorage.setItem('theme', next);
    } catch {
      // Then it holds until the page is left.
    }
    show();
  });
  show();
}
