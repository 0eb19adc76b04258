import { escaped } from '#platform/html.ts'
import type { Contents } from './front.ts'

/** A page of the site: where it is, and what it says. */
export type Place = { address: string; title: string; kind: string; body: string }

/** A page as HTML, with the menu of all pages beside it. */
export function frame({ address, title, kind, body }: Place, contents: Contents): string {
  const up = '../'.repeat(address.split('/').length - 1)
  return `<!doctype html>
<html lang="en" data-up="${up}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} - Drumbeat help</title>
<link rel="stylesheet" href="${up}help.css">
<script src="${up}help.js"></script>
</head>
<body>
<a class="skip" href="#page">To the page</a>
<header>
<a class="brand" href="${up}index.html" aria-label="Drumbeat help">${logo}<span>Drumbeat help</span></a>
<form role="search" id="search"><input type="search" aria-label="Search the help" placeholder="Search" autocomplete="off"><ul id="found" hidden></ul></form>
</header>
<div class="sides">
<nav aria-label="All pages"><details open><summary>All pages</summary>
${menuOf(contents, { address, up })}
</details></nav>
<main id="page">
${kind ? `<p class="kind">${kind}</p>` : ''}
<h1>${escaped(title)}</h1>
${body}
</main>
</div>
</body>
</html>
`
}

function menuOf(contents: Contents, { address, up }: { address: string; up: string }): string {
  return contents
    .map(({ heading, groups }) => {
      const isHere = groups.some(({ entries }) => entries.some((entry) => entry.address === address))
      const lists = groups.map(({ title, entries }) => {
        const items = entries.map((entry) => {
          const here = entry.address === address ? ' aria-current="page"' : ''
          return `<li><a href="${up}${entry.address}"${here}>${escaped(entry.title)}</a></li>`
        })
        return `${title ? `<h3>${escaped(title)}</h3>` : ''}<ul>${items.join('')}</ul>`
      })
      return `<details${isHere || address === 'index.html' ? ' open' : ''}><summary>${heading}</summary>${lists.join('')}</details>`
    })
    .join('\n')
}

const logo = `<svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" rx="6" fill="#4a43c9"/><g fill="#fff"><rect x="5" y="10" width="2.6" height="4" rx="1.3"/><rect x="8.8" y="7" width="2.6" height="10" rx="1.3"/><rect x="12.6" y="4.5" width="2.6" height="15" rx="1.3"/><rect x="16.4" y="9" width="2.6" height="6" rx="1.3"/></g></svg>`
