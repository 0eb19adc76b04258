import type { Plan } from '../model/plan.ts'
import type { Cause, Sentence } from './explanation.ts'
import { unitsLate } from './units-late.ts'
import { listed, reasonOf, type Words } from './words.ts'

/** All that hurts of one kind in one sentence, with its reasons over all periods weighted by quantity. */
export function causeSentences(plan: Plan, causes: readonly Cause[], words: Words): Sentence[] {
  return (['late', 'lost', 'overtime', 'subcontracted', 'bought'] as const).flatMap((what) => {
    const own = causes.filter((each) => each.what === what)
    if (own.length === 0) return []
    const dearest = reasonsBehind(own)
    const described = dearest
      .slice(0, 3)
      .map((each) => `${describedReason(plan, each)}${shareOf(each, dearest.length)}`)
    const rest = dearest.length > 3 ? ` and ${dearest.length - 3} more` : ''
    const never = own.every((each) => each.impossible) ? ' No price can change that.' : ''
    const says = `${headOf({ plan, what, own, figure: words.figure })}, because ${listed(described)}${rest}.${never}`
    return [{ says, about: what }]
  })
}

/** A reason with the periods that it holds in, and its weight in per cent. */
interface Reason {
  readonly rule: string
  readonly says: string | undefined
  readonly named: boolean
  readonly periods: Set<string>
  weight: number
}

function reasonsBehind(own: readonly Cause[]): Reason[] {
  const total = own.reduce((sum, each) => sum + each.quantity, 0)
  const reasons = new Map<string, Reason>()
  for (const { quantity, because } of own)
    for (const { rule, path, period, share, says } of because) {
      const reason = reasons.get(says ?? rule) ?? { rule, says, periods: new Set(), weight: 0, named: path !== '' }
      reason.periods.add(period)
      reason.weight += (share * quantity) / total
      reasons.set(says ?? rule, reason)
    }
  return [...reasons.values()].sort((a, b) => b.weight - a.weight)
}

function describedReason(plan: Plan, { rule, says, named, periods }: Reason): string {
  if (says !== undefined || !named) return says ?? rule
  const when = periods.size > 4 ? `${periods.size} periods` : listed(plan.periods.filter((each) => periods.has(each)))
  return reasonOf(rule, ` in ${when}`)
}

function shareOf({ weight }: Reason, count: number): string {
  return count > 1 ? ` (${Math.round(weight)} %)` : ''
}

function headOf(given: { plan: Plan; what: Cause['what']; own: readonly Cause[]; figure: Words['figure'] }): string {
  const { plan, what, own, figure } = given
  const total = own.reduce((sum, each) => sum + each.quantity, 0)
  const about = [...new Set(own.map((each) => each.about))]
  const when = own.length <= 4 ? ` in ${listed([...new Set(own.map((each) => each.period))])}` : ''
  const names = about.length <= 3 ? ` of ${listed(about)}` : ` of ${about.length} items`
  if (what === 'overtime') return `${figure(total)} hours of overtime${names}${when}`
  if (what !== 'late') return `${figure(total)} units${names} are ${what}${when}`
  const units = plan.demand.reduce((sum, line) => sum + unitsLate(line), 0)
  const waits = figure(units) === figure(total) ? '' : ` (${figure(total)} unit-periods)`
  return `${figure(units)} units${names} wait for a later period${when}${waits}`
}
