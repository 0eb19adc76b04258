import { escaped } from '#platform/html.ts'
import { apiBody, type Room } from './api-pages.ts'
import { frame, type Place } from './frame.ts'
import { contentsOf, frontBody } from './front.ts'
import { htmlOf, plainOf } from './markdown.ts'
import { addressOf, type HelpPage } from './page.ts'

/** What pages tell of the product beside their own text. */
export type Facts = {
  /** Names of the roles that hold a permission. */
  rolesWith: (permission: string) => string[]
  /** What the API offers, by room. */
  rooms: readonly Room[]
}

export type Parts = Record<'tokens' | 'style' | 'search' | 'index', string> & { font: Buffer }

/** The whole site as files by address; links between them are relative, so that it also opens from a disk. */
export function helpSite({ pages, facts, parts }: { pages: HelpPage[]; facts: Facts; parts: Parts }) {
  const contents = contentsOf(pages, facts.rooms)
  const files = new Map<string, string | Buffer>()
  const put = (place: Place) => files.set(place.address, frame(place, contents))
  put({ address: 'index.html', title: 'Help', kind: '', body: frontBody(contents) })
  for (const page of pages) put({ ...placeOf(page), body: bodyOf(page, { pages, facts }) })
  for (const room of facts.rooms)
    put({ address: `api/${room.name}.html`, title: `API: ${room.name}`, kind: 'API', body: apiBody(room, facts) })
  files.set('help.css', `${parts.tokens}\n${parts.style}`)
  files.set('help.js', parts.search)
  files.set('search.js', `${parts.index}\nwindow.helpPages = ${JSON.stringify(searched(pages, facts.rooms))}\n`)
  files.set('inter.woff2', parts.font)
  return files
}

function placeOf(page: HelpPage): Omit<Place, 'body'> {
  const kinds = { screen: 'Screen', task: 'How to', guide: 'Guide' }
  return { address: addressOf(page), title: page.title, kind: kinds[page.kind] }
}

function bodyOf(page: HelpPage, { pages, facts }: { pages: HelpPage[]; facts: Facts }): string {
  const html = htmlOf(page.markdown, (target) => hrefOf({ page, target, pages }))
  const links = (heading: string, found: readonly HelpPage[]) =>
    found.length === 0
      ? ''
      : `<h2>${heading}</h2>\n<ul class="list">${found.map((each) => `<li><a href="../${addressOf(each)}">${escaped(each.title)}</a></li>`).join('')}</ul>`
  if (page.kind === 'task') return html + links('Done on', screensOf(page, pages))
  if (page.kind === 'guide') return html
  const tasks = pages.filter(({ kind, screens }) => kind === 'task' && screens.includes(page.path!))
  const roles = facts.rolesWith(page.permission!)
  const who = `<h2>Who sees it</h2>\n<p>${roles.join(', ')}: whoever may <code>${page.permission}</code>. What each sees in it follows their reach.</p>`
  const room = facts.rooms.find(({ name }) => name === page.file.split('/')[1])
  const api = room
    ? `<h2>Over the API</h2>\n<p><a href="../api/${room.name}.html">${room.endpoints.length} endpoints</a> offer the same.</p>`
    : ''
  return html + links('How to', tasks) + who + api
}

function screensOf({ screens }: HelpPage, pages: readonly HelpPage[]): HelpPage[] {
  return pages.filter(({ kind, path }) => kind === 'screen' && screens.includes(path!))
}

/** Where a link of a page leads, from its own folder; null where the site has no such page, as for files of the repository that a guide names. */
export function hrefOf({
  page,
  target,
  pages,
}: {
  page: HelpPage
  target: string
  pages: readonly HelpPage[]
}): string | null {
  if (/^(https?:|mailto:|#)/.test(target)) return target
  const [, kind, slug] = /^(task|guide):(.+)$/.exec(target) ?? []
  const [path, anchor] = target.split('#')
  const found = kind
    ? pages.find((each) => each.kind === kind && each.slug === slug)
    : page.kind === 'guide'
      ? pages.find((each) => each.kind === 'guide' && `${each.slug}.md` === path)
      : pages.find((each) => each.kind === 'screen' && each.path === path)
  if (found) return `../${addressOf(found)}${anchor ? `#${anchor}` : ''}`
  return null
}

/** What the search looks through. */
function searched(pages: readonly HelpPage[], rooms: readonly Room[]) {
  const ofPages = pages.map((page) => ({
    ...{ id: addressOf(page), title: page.title, kind: placeOf(page).kind, text: plainOf(page.markdown) },
  }))
  const ofRooms = rooms.map(({ name, endpoints }) => ({
    ...{ id: `api/${name}.html`, title: `API: ${name}`, kind: 'API' },
    text: endpoints.map(({ path, summary }) => `${path} ${summary}`).join(' '),
  }))
  return [...ofPages, ...ofRooms]
}
