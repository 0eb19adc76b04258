import { spentOf } from '../checking/check-budgets.ts'
import { ledgerOf } from '../checking/ledger.ts'
import { budgetSpan } from '../model/naming.ts'
import type { Plan } from '../model/plan.ts'
import type { PlanModel } from '../model/plan-model.ts'
import type { LimitValue, Sentence } from './explanation.ts'
import type { Words } from './words.ts'

const most = 12

/** What each budget with a name takes of its limit, and what one more would be worth. */
export function budgetSentences(
  plan: Plan,
  model: PlanModel,
  { worth, words: { figure, byPeriod } }: { worth: readonly LimitValue[]; words: Words },
): Sentence[] {
  const named = (model.budgets ?? []).flatMap((row, b) => (row.name === undefined ? [] : [{ row, b, name: row.name }]))
  if (named.length === 0) return []
  const ledger = ledgerOf(model, plan)
  return named.slice(0, most).map(({ row, b, name }): Sentence => {
    const [first, last] = budgetSpan(row, plan.periods)
    const spent = spentOf(ledger, row).slice(first, last + 1)
    const own = worth.filter(({ path, worth: money }) => path.startsWith(`budgets[${b}].`) && money > 0.0005)
    const best = Math.max(0, ...own.map((each) => each.worth))
    const price = best > 0 ? ` One more would be worth ${figure(best)}.` : ''
    const whole = spent.reduce((sum, each) => sum + each, 0)
    const limit = typeof row.total === 'number' ? ` of ${figure(row.total)}` : ''
    const used = limit ? `${figure(whole)}${limit}` : byPeriod(plan.periods.slice(first, last + 1), spent)
    return { says: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}: ${used}.${price}`, about: 'money' }
  })
}
