import { useAsOf } from '#platform/ui/page/AsOfPicker.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import type { Grain, Method } from '../schema.ts'

/** Which period, which method and which past day, with whose knowledge, the screen shows; all of it in the address. */
export function useView() {
  const [search, change] = useUrlParams()
  const asOf = useAsOf()
  const grain: Grain = search.grain === 'month' || search.grain === 'year' ? search.grain : 'quarter'
  const method: Method = search.method === 'sum of reps' ? 'sum of reps' : 'as submitted'
  const period = { grain, ...(search.on && { on: search.on }) }
  return {
    period,
    method,
    /** The day and the knowledge, as every question of the room takes them. */
    asOf,
    query: { ...period, method, ...asOf },
    change,
  }
}
