import type { DemandQuantiles, PlanModel, Uncertainty } from '@drumbeat/planning'
import type { ExpectedItem } from '#demand/expected.sql.ts'

const probabilities = [0.025, 0.1, 0.5, 0.9, 0.975]

/** The forecast's own distribution of each item that the plan serves, in the plan's periods; the running month by its share. */
export function uncertaintyOf(given: {
  model: PlanModel
  expected: readonly ExpectedItem[]
  codeOf: ReadonlyMap<string, string>
  startsOn: readonly string[]
}): Pick<Uncertainty, 'demand'> {
  const rows = new Map<string, readonly number[]>()
  for (const { item, quantity } of given.model.demand ?? []) {
    const own = quantity as readonly number[]
    rows.set(item, rows.get(item)?.map((units, t) => units + own[t]!) ?? own)
  }
  const demand: Record<string, DemandQuantiles> = {}
  for (const each of given.expected) {
    const code = given.codeOf.get(each.itemId)
    const planned = code && rows.get(code)
    if (!code || !planned) continue
    const at = new Map(each.startsOn.map((day, t) => [day, t]))
    const scaled = (pick: 'lo95' | 'lo80' | 'mean' | 'hi80' | 'hi95') =>
      given.startsOn.map((day, p) => {
        const t = at.get(day)
        const mean = t === undefined ? 0 : each.mean[t]!
        return t === undefined || mean <= 0 ? planned[p]! : Math.max(0, (each[pick][t]! / mean) * planned[p]!)
      })
    demand[code] = {
      probabilities,
      values: [scaled('lo95'), scaled('lo80'), scaled('mean'), scaled('hi80'), scaled('hi95')],
    }
  }
  return { demand }
}
