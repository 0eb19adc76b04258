// Sets the colour scheme before the first paint, then searches all pages in the browser: no server is asked.
const kept = (() => {
  try {
    return localStorage.getItem('mantine-color-scheme-value')
  } catch {
    return null
  }
})()
const system = matchMedia('(prefers-color-scheme: dark)')
const colour = () => {
  const dark = kept === 'dark' || (kept !== 'light' && system.matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
}
colour()
system.addEventListener('change', colour)

addEventListener('DOMContentLoaded', () => {
  const { up } = document.documentElement.dataset
  const form = document.getElementById('search')
  const box = form.querySelector('input')
  const found = document.getElementById('found')
  const menu = document.querySelector('nav > details')
  if (matchMedia('(max-width: 800px)').matches) menu.open = false
  document.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' })
  scrollTo(0, 0)

  let index
  const loaded = () => {
    index ??= new Promise((resolve) => {
      const script = document.createElement('script')
      script.src = `${up}search.js`
      script.addEventListener('load', () => {
        const search = new window.MiniSearch({ fields: ['title', 'text'], storeFields: ['title', 'kind', 'text'] })
        search.addAll(window.helpPages)
        resolve(search)
      })
      document.head.append(script)
    })
    return index
  }
  box.addEventListener('focus', loaded, { once: true })
  box.addEventListener('input', async () => {
    const asked = box.value.trim()
    const search = await loaded()
    if (box.value.trim() !== asked) return
    const hits = asked
      ? search.search(asked, { prefix: true, fuzzy: 0.2, boost: { title: 4 }, combineWith: 'AND' })
      : []
    found.replaceChildren(...hits.slice(0, 12).map((hit) => line(hit, asked)))
    if (asked && hits.length === 0) found.append(nothing(asked))
    found.hidden = !asked
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    found.querySelector('a')?.click()
  })
  form.addEventListener('keydown', (event) => {
    const links = [box, ...found.querySelectorAll('a')]
    const at = links.indexOf(document.activeElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      links[Math.max(0, Math.min(links.length - 1, at + step))].focus()
    }
    if (event.key === 'Escape') {
      found.hidden = true
      box.focus()
    }
  })
  addEventListener('keydown', (event) => {
    if (event.key !== '/' || document.activeElement === box) return
    event.preventDefault()
    box.focus()
  })

  /** A page found, with the words around the first hit. */
  function line({ id, title, kind, text }, asked) {
    const item = document.createElement('li')
    const link = document.createElement('a')
    link.href = up + id
    const head = document.createElement('b')
    head.textContent = title
    const what = document.createElement('small')
    what.textContent = kind
    const around = document.createElement('span')
    const at = Math.max(0, text.toLowerCase().indexOf(asked.toLowerCase().split(/\s+/)[0]) - 40)
    around.textContent = `${at > 0 ? '…' : ''}${text.slice(at, at + 120)}…`
    link.append(head, what, around)
    item.append(link)
    return item
  }

  function nothing(asked) {
    const item = document.createElement('li')
    item.textContent = `No page speaks of “${asked}”.`
    return item
  }
})
