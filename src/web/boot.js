// Runs before the first paint: sets the colour scheme, and asks who is signed in while the rest still loads.
const kept = localStorage.getItem('mantine-color-scheme-value')
const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
const base = new URL(document.baseURI).pathname.replace(/\/[^/]*$/, '')
const early = (path) =>
  fetch(base + path, { credentials: 'same-origin' }).then(
    (response) => (response.ok ? response.json() : null),
    () => null,
  )
const session = early('/api/session')
window.drumbeatEarly = {
  '/api/session': session,
  '/api/company': session.then((found) => (found?.user ? early('/api/company') : null)),
}
