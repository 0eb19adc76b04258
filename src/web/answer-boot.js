// Runs before the first paint of a survey: sets the colour scheme, and asks for the survey while the rest still loads.
const kept = localStorage.getItem('mantine-color-scheme-value')
const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
const base = new URL(document.baseURI).pathname.replace(/\/[^/]*$/, '')
const early = (path) =>
  fetch(base + path, { credentials: 'same-origin' }).then(
    (response) => (response.ok ? response.json() : null),
    () => null,
  )
const survey = `/api/pulse/rounds/${encodeURIComponent(new URLSearchParams(location.search).get('round') ?? '')}/questions`
const addresses = location.hash ? [survey] : [survey, '/api/pulse/mine']
window.drumbeatEarly = Object.fromEntries(addresses.map((path) => [base + path, early(path)]))
