import type { BudgetRow, PlanModel } from '@drumbeat/planning'
import { type Building, round } from './building.ts'
import { daysWithin, type PlanPeriod } from './horizon.ts'
import type { PlanItem, SpendingLimit } from './inputs.ts'

type Money = NonNullable<BudgetRow['lines']>

const linesOf: Readonly<Record<Exclude<SpendingLimit['line'], 'stock' | 'everything'>, Money>> = {
  purchases: ['purchases'],
  overtime: ['overtime'],
  freight: ['transport'],
  making: ['production', 'setup', 'regularHours', 'overtime'],
}

/** The model with the limits of spending that can be kept in it, and with what a unit in stock is worth where one asks for it. */
export function withSpending(building: Building, model: PlanModel, chosen: readonly PlanItem[]): PlanModel {
  const { inputs, noted, costs } = building
  const rows = inputs.spendingLimits.map((limit) => budgetOf(building, limit, { model, chosen }))
  const budgets = rows.filter((row) => typeof row !== 'string')
  const missed = rows.filter((row) => typeof row === 'string')
  if (budgets.length > 0) {
    const many = budgets.length === 1 ? '1 spending limit is kept' : `${budgets.length} spending limits are kept`
    noted.say('spending limits', `${many}: ${budgets.map(({ name }) => name).join('; ')}.`, budgets.length, 'taken in')
  }
  if (missed.length > 0)
    noted.say(
      'spending limits left out',
      `Spending limits that the plan could not take: ${missed.join('; ')}.`,
      missed.length,
    )
  if (budgets.length === 0) return model
  const worth = new Map(chosen.map(({ id, code }) => [code, round(costs.get(id)!)]))
  const items = budgets.some(({ kind }) => kind === 'volume')
    ? model.items.map((row) => ({
        ...(typeof row === 'string' ? { id: row } : row),
        volume: worth.get(typeof row === 'string' ? row : row.id)!,
      }))
    : model.items
  return { ...model, items, budgets }
}

/** A limit as the model states it, or why it cannot be kept. */
function budgetOf(
  { inputs, periods, places }: Building,
  limit: SpendingLimit,
  { model, chosen }: { model: PlanModel; chosen: readonly PlanItem[] },
): BudgetRow | string {
  const { line, supplier, family, site, amount, spent } = limit
  const span = spanOf(limit, periods)
  const about = `${line}${supplier ? ` from ${supplier}` : ''}${family ? ` of ${family}` : ''}${site ? ` at ${site}` : ''}`
  if (!span) return `${about}, as no month of the plan lies in ${limit.startsOn} until ${limit.endsOn}`
  const [first, last] = span
  const [from, to] = [periods[first]!.label, periods[last]!.label]
  const items = family === null ? undefined : chosen.filter((item) => item.family === family).map(({ code }) => code)
  if (items?.length === 0) return `${about}, as the plan holds no item of ${family}`
  if (site && !places.names.includes(site)) return `${about}, as the plan does not hold ${site} apart`
  if (supplier && !model.purchases?.some((row) => row.supplier === supplier))
    return `${about}, as the plan buys nothing from ${supplier}`
  const shared = {
    ...{ from: first + 1, to: last + 1 },
    ...(items && { items }),
    ...(site && { site }),
  }
  const money = new Intl.NumberFormat(inputs.locale, { maximumFractionDigits: 0 })
  const months = from === to ? from : `${from} to ${to}`
  if (line === 'stock')
    return {
      ...shared,
      kind: 'volume',
      name: `worth of ${about}, ${months}, at most ${money.format(amount)}`,
      max: amount,
    }
  const already = spent > 0 ? `, of which ${money.format(spent)} were ordered before today` : ''
  const lines =
    line === 'everything' ? undefined : items && line === 'making' ? (['production', 'setup'] as const) : linesOf[line]
  return {
    ...shared,
    kind: 'cash',
    name: `money for ${about}, ${months}, at most ${money.format(amount)}${already}`,
    ...(lines && { lines }),
    ...(supplier && { suppliers: [supplier] }),
    total: round(Math.max(0, amount - spent)),
  }
}

/** First and last period of which half or more of the days that are left lie in a span of days. */
function spanOf({ startsOn, endsOn }: SpendingLimit, periods: readonly PlanPeriod[]): [number, number] | null {
  const within = (period: PlanPeriod) => daysWithin(period, { startsOn, endsOn }) * 2 >= period.days
  const [first, last] = [periods.findIndex(within), periods.findLastIndex(within)]
  return first < 0 ? null : [first, last]
}
