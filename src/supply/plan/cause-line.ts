import type { Explanation, PlanModel } from '@drumbeat/planning'

type Cause = Explanation['causes'][number]

/** A cause as it is answered, with the item that it speaks of, where it does. */
export function causeLine(
  { what, about, period, quantity, says, impossible }: Cause,
  { sites = [], items }: PlanModel,
) {
  const suffix = sites
    .map((site) => ` at ${typeof site === 'string' ? site : site.id}`)
    .find((each) => about.endsWith(each))
  const code = suffix ? about.slice(0, -suffix.length) : about
  const item = items.some((each) => (typeof each === 'string' ? each : each.id) === code) ? code : null
  return { what, about, item, period, quantity, says, impossible: impossible ?? false }
}
