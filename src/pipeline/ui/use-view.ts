import { companyContract } from '#company/contract.ts'
import { useAsOf } from '#platform/ui/page/AsOfPicker.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { addDays } from './days.ts'

export const narrowingNames = [
  'pipeline',
  'person',
  'team',
  'owner',
  'territory',
  'family',
  'item',
  'sector',
  'country',
  'size',
  'where',
] as const

/** What every question of the room is asked with, as the address holds it. */
export function useView() {
  const [search] = useUrlParams()
  const today = useCall(companyContract.today).data?.today
  const asOf = useAsOf()
  const narrowed = Object.fromEntries(narrowingNames.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))
  const due = search.due === 'all' ? {} : { grain: grainOf(search.due), on: search.on ?? asOf.asOf ?? today }
  const day = asOf.asOf ?? today
  return {
    ready: today !== undefined,
    today,
    day,
    since: search.since ?? (day && addDays(day, -7)),
    /** Deals whatever their expected close. */
    view: { ...asOf, ...narrowed },
    /** Deals expected to close in the period chosen. */
    due: { ...asOf, ...narrowed, ...due },
  }
}

function grainOf(text: string | undefined): 'month' | 'quarter' | 'year' {
  return text === 'month' || text === 'year' ? text : 'quarter'
}
