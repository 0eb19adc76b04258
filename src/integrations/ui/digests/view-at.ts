import type { z } from 'zod'
import type { digestsContract } from '../../digests/contract.ts'
import type { Part } from '../../digests/schema.ts'

export type Offered = z.output<(typeof digestsContract)['digestViews']['reply']>['views'][number]

/** The part of a digest that an address shows, narrowed as it is; null where nothing there can be sent. */
export function partAt(
  views: readonly Offered[],
  { path, search }: { path: string; search: Readonly<Record<string, string>> },
): Part | null {
  const here = views.filter((view) => view.path === path)
  const view =
    here.find(({ tab, isFirstTab }) => (search.tab ? tab === search.tab : isFirstTab)) ??
    here.find(({ tab }) => tab === null)
  if (!view) return null
  const kept = Object.entries(search).filter(([name, value]) => view.takes.includes(name) && value !== '')
  return { view: view.view, title: view.title, search: Object.fromEntries(kept) }
}

/** What a digest of a Monday morning holds, as far as its maker may see it. */
const usual = ['needs', 'attainment', 'outlook', 'pipeline-changes', 'demand', 'supply-plan', 'sop-cycle']

export function usualParts(views: readonly Offered[]): Part[] {
  return usual.flatMap((key) => {
    const view = views.find((each) => each.view === key)
    return view ? [{ view: key, title: view.title, search: {} }] : []
  })
}
