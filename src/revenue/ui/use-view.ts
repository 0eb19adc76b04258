import { useUrlParams } from '#platform/ui/url-state.ts'
import type { Grain, Method } from '../schema.ts'

/** Which period, which method and which past day the screen shows; all of it in the address. */
export function useView() {
  const [search, change] = useUrlParams()
  const grain: Grain = search.grain === 'month' || search.grain === 'year' ? search.grain : 'quarter'
  const method: Method = search.method === 'sum of reps' ? 'sum of reps' : 'as submitted'
  const period = { grain, ...(search.on && { on: search.on }) }
  const known = search.asOf && search.known === 'then' ? ('then' as const) : null
  const query = { ...period, method, ...(search.asOf && { asOf: search.asOf }), ...(known && { known }) }
  return { query, period, method, asOf: search.asOf ?? null, known, change }
}
