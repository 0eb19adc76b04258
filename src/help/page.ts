import { helpPageOf } from '#platform/ui/help-page.ts'

/** A page of help as it was written: what it is of, and its Markdown. */
export type HelpPage = {
  kind: 'screen' | 'task' | 'guide'
  /** Of its address: of a screen its path, of others the name of the file. */
  slug: string
  /** Where it lies, for messages. */
  file: string
  title: string
  /** Of a screen. */
  path?: string
  permission?: string
  group?: string
  /** The screens that a task is done on, by their paths. */
  screens: string[]
  markdown: string
}

const folders = { screens: 'screen', tasks: 'task' } as const

/** A page from its file; throws where the file says too little, with its name. */
export function pageOf({ file, text }: { file: string; text: string }): HelpPage {
  const folder = file.split('/').at(-2) as keyof typeof folders | undefined
  const kind = (folder && folders[folder]) ?? 'guide'
  const name = file.split('/').at(-1)!.replace(/\.md$/, '')
  if (kind === 'guide') return guideOf({ file, name, text })
  const [, head, markdown] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? []
  if (head === undefined || markdown === undefined) throw new Error(`${file} does not begin with its title.`)
  const said = Object.fromEntries(head.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2))) as Said
  const { title, path, permission, group, screens = '' } = said
  if (!title || (kind === 'screen' && !(path && permission)))
    throw new Error(`${file} says too little: title${kind === 'screen' ? ', path and permission' : ''}.`)
  return {
    ...{ kind, file, title, markdown },
    slug: kind === 'screen' ? helpPageOf(path!) : name,
    ...(path && { path }),
    ...(permission && { permission }),
    ...(group && { group }),
    screens: screens.split(',').flatMap((each) => each.trim() || []),
  }
}

type Said = Partial<Record<'title' | 'path' | 'permission' | 'group' | 'screens', string>>

function guideOf({ file, name, text }: { file: string; name: string; text: string }): HelpPage {
  const [, title, markdown] = /^# (.+?)\n(.*)$/s.exec(text) ?? []
  if (!title || markdown === undefined) throw new Error(`${file} does not begin with a heading.`)
  return { kind: 'guide', slug: name, file, title, screens: [], markdown }
}

/** The address of a page below the root of the site. */
export function addressOf({ kind, slug }: Pick<HelpPage, 'kind' | 'slug'>): string {
  return `${kind}s/${slug}.html`
}
