import { domains } from '#domains.ts'
import { escaped } from '#platform/html.ts'
import type { Room } from './api-pages.ts'
import { addressOf, type HelpPage } from './page.ts'

export type Entry = { title: string; address: string }
export type Contents = { heading: string; groups: { title: string; entries: Entry[] }[] }[]

/** What the site holds, as its menu shows it: screens by the groups of the product's menu, tasks by the room they are done in. */
export function contentsOf(pages: readonly HelpPage[], rooms: readonly Room[]): Contents {
  const sorted = [...pages].sort((a, b) => roomAt(a) - roomAt(b) || a.title.localeCompare(b.title, 'en'))
  const of = (kind: HelpPage['kind']) => sorted.filter((page) => page.kind === kind)
  const groupOf = (page: HelpPage) => page.group ?? ''
  const byScreen = (page: HelpPage) => of('screen').find(({ path }) => path === page.screens[0])?.title ?? ''
  const asEntry = (page: HelpPage): Entry => ({ title: page.title, address: addressOf(page) })
  const grouped = (found: HelpPage[], by: (page: HelpPage) => string) =>
    [...Map.groupBy(found, by)].map(([title, members]) => ({ title, entries: members.map(asEntry) }))
  return [
    { heading: 'Screens', groups: grouped(of('screen'), groupOf) },
    { heading: 'How to', groups: grouped(of('task'), byScreen) },
    { heading: 'Running and building', groups: grouped(of('guide'), () => '') },
    {
      heading: 'API',
      groups: [{ title: '', entries: rooms.map(({ name }) => ({ title: name, address: `api/${name}.html` })) }],
    },
  ]
}

/** The first page: everything there is, in columns. */
export function frontBody(contents: Contents): string {
  return contents
    .map(
      ({ heading, groups }) =>
        `<h2>${heading}</h2>\n<div class="columns">${groups.map(({ title, entries }) => `<section>${title ? `<h3>${escaped(title)}</h3>` : ''}<ul class="list">${entries.map((entry) => `<li><a href="${entry.address}">${escaped(entry.title)}</a></li>`).join('')}</ul></section>`).join('')}</div>`,
    )
    .join('\n')
}

function roomAt({ file }: HelpPage): number {
  return (domains as readonly string[]).indexOf(file.split('/')[1] ?? '')
}
