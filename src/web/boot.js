// Runs before the first paint: sets the colour scheme, and asks who is signed in while the rest still loads.
const kept = localStorage.getItem('mantine-color-scheme-value')
const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
const base = new URL(document.baseURI).pathname.replace(/\/[^/]*$/, '')
window.drumbeatEarly = Object.fromEntries(
  ['/api/session', '/api/company'].map((path) => [
    path,
    fetch(base + path, { credentials: 'same-origin' }).then(
      (response) => (response.ok ? response.json() : null),
      () => null,
    ),
  ]),
)
