import { laneId } from '../model/naming.ts'
import type { MoneyLines, Plan } from '../model/plan.ts'
import type { Built } from '../program/layout.ts'
import { budgetSentences } from './budget-sentences.ts'
import { causeSentences } from './cause-sentences.ts'
import type { Cause, Explanation, LimitValue, Sentence } from './explanation.ts'
import { loadSentences } from './load-sentences.ts'
import { partSentences } from './part-sentences.ts'
import { setupSentences } from './setup-sentences.ts'
import { shareSentences } from './share-sentences.ts'
import { listed, type Words } from './words.ts'

const lineNames: Record<keyof MoneyLines, string> = {
  production: 'making',
  setup: 'setups and orders',
  regularHours: 'regular hours',
  idle: 'idle hours',
  overtime: 'overtime',
  shifts: 'extra shifts',
  maintenance: 'maintenance',
  wages: 'wages',
  hiring: 'hiring',
  release: 'releasing workers',
  subcontract: 'subcontracting',
  purchases: 'buying',
  transport: 'transport',
  holding: 'holding stock',
  disposal: 'disposal',
  backlog: 'delivering late',
  lostSales: 'lost sales',
  safetyStock: 'missing safety stock',
  change: 'changing the previous plan',
  rateChange: 'changing the rate of production',
  endValue: 'value of the stock at the end',
  revenue: 'revenue',
}

const most = 12

/** The explanation in sentences, for somebody who has never seen a linear program. */
export function summaryOf(input: {
  plan: Plan
  built: Built
  causes: readonly Cause[]
  worth: readonly LimitValue[]
  hours: Explanation['hours']
  units: Explanation['units']
  /** Whether something happens whose price means "never". */
  happens: boolean
  words: Words
}): Sentence[] {
  const { plan, built, causes, worth, hours, units, words } = input
  const allOf = (about: Sentence['about'], said: readonly string[]) => said.map((says) => ({ says, about }))
  return [
    ...allOf('money', moneySentences(plan, words)),
    ...budgetSentences(plan, built.instance.model, { worth, words }),
    ...allOf('people', workerSentences(plan, built, words)),
    ...causeSentences(plan, causes, words),
    ...partSentences(input),
    ...shareSentences(plan, built.instance.model, words),
    ...loadSentences(plan, (lane) => unitsOfLoad(built, lane), words),
    ...setupSentences(plan, built.instance, words),
    ...optionSentences(input),
    ...allOf('worth', [
      ...targetSentences(worth, words),
      ...unitSentences(plan, units, words),
      ...(built.program.integers > 0 ? ['All prices hold with setups, lots and whole workers as planned.'] : []),
      ...hourSentences(plan, hours, words),
      ...neverSentences(input),
    ]),
  ]
}

/** What a load carries, where it is counted in units. */
function unitsOfLoad({ instance: { model } }: Built, lane: string): number | undefined {
  const row = model.lanes?.find((each) => laneId(each) === lane)
  return row?.load?.by === 'volume' ? undefined : row?.load?.size
}

function moneySentences({ money }: Plan, { figure }: Words): string[] {
  const lines = (Object.keys(lineNames) as (keyof MoneyLines)[])
    .filter((name) => name !== 'revenue' && name !== 'endValue' && Math.abs(money[name]) > 0.005)
    .sort((a, b) => money[b] - money[a])
  const parts = lines.map((name) => `${lineNames[name]} ${figure(money[name])}`)
  if (money.endValue !== 0) parts.push(`less ${figure(money.endValue)} for the stock at the end`)
  const earned = money.revenue > 0 ? ` Of a revenue of ${figure(money.revenue)}, ${figure(money.margin)} is left.` : ''
  return [`The plan costs ${figure(money.cost)}${parts.length > 0 ? `: ${listed(parts)}` : ''}.${earned}`]
}

function workerSentences({ workforce, periods }: Plan, { instance }: Built, { figure, byPeriod }: Words): string[] {
  const pools = instance.capacities.filter((each) => each.pool)
  return workforce.slice(0, most).map((line, i) => {
    const change = (values: readonly number[], what: string) =>
      values.flatMap((each, t) => (each > 1e-6 ? [`${figure(each)} ${what} in ${periods[t]}`] : []))
    const moves = [...change(line.hires, 'hired'), ...change(line.releases, 'released')]
    const opening = figure(pools[i]!.pool!.opening)
    return `People in ${line.pool}: ${opening} before the first period, then ${byPeriod(periods, line.workers)}${moves.length > 0 ? ` (${listed(moves)})` : ''}.`
  })
}

/** Ways out that the plan does not take, because they cost more than they are worth. */
function optionSentences({ plan, built, hours, units, words }: Parameters<typeof summaryOf>[0]): Sentence[] {
  const { instance } = built
  const { figure } = words
  const sentences: Sentence[] = []
  instance.capacities.forEach((capacity, c) => {
    const line = [...plan.resources, ...plan.workforce].find((each) => Object.values(each)[0] === capacity.id)
    if (!capacity.overtime || line?.overtime?.some((each) => each > 1e-6)) return
    const [cost, worth] = [Math.min(...capacity.overtime.cost), Math.max(...hours[c]!.worth)]
    if (worth > 1e-6 && worth < cost)
      sentences.push({
        about: 'overtime',
        says: `No overtime of ${capacity.id}: an hour of it costs ${figure(cost)} and would save at most ${figure(worth)}.`,
      })
  })
  for (const [s, source] of instance.sources.entries()) {
    if (source.kind !== 'subcontract') continue
    const quantity = plan.subcontract.find((each) => each.source === source.id)?.quantity
    const { item, site } = instance.points[instance.sources[s]!.point]!
    const costs = units
      .find((each) => each.item === item && each.site === site)
      ?.cost.filter((each) => each !== undefined)
    if (!costs?.length || quantity?.some((each) => each > 1e-6)) continue
    const [cost, worth] = [Math.min(...source.cost), Math.max(...costs)]
    if (worth < cost)
      sentences.push({
        about: 'subcontracted',
        says: `No ${source.id}: a unit costs ${figure(cost)} there, and one more of our own at most ${figure(worth)}.`,
      })
  }
  return sentences.slice(0, most)
}

function targetSentences(worth: readonly LimitValue[], { figure }: Words): string[] {
  return worth
    .filter((each) => !each.rule.startsWith('shelf life of') && !each.path.startsWith('budgets['))
    .filter((each) => each.worth > 0.005 && !each.rule.startsWith('capacity of') && !each.rule.startsWith('demand for'))
    .slice(0, 5)
    .map(
      ({ rule, period, step, worth: money }) =>
        `If the ${rule} in ${period} were one ${step === 'less' ? 'lower' : 'higher'}, ${figure(money)} would be saved.`,
    )
}

function unitSentences({ periods }: Plan, units: Explanation['units'], { byPeriod }: Words): string[] {
  return units.slice(0, 3).flatMap(({ item, cost }) => {
    if (cost.some((each) => each === undefined)) return []
    return [`To deliver one more ${item} would cost: ${byPeriod(periods, cost as number[])}.`]
  })
}

/** Where what a price forbids happens all the same, its stand-in shows in what hours and units are worth. */
function neverSentences({ built, happens, words: { figure } }: Parameters<typeof summaryOf>[0]): string[] {
  if (!built.never || !happens) return []
  const [said, counted] = [Math.min(...built.never.said), Math.min(...built.never.counted)]
  return [
    `Prices from ${figure(said)} on mean "never": in what hours and units are worth, ${figure(counted)} counts in place of ${figure(said)}.`,
  ]
}

function hourSentences({ periods, workforce }: Plan, hours: Explanation['hours'], { byPeriod }: Words): string[] {
  const scarce = hours
    .filter(({ worth }) => worth.some((each) => each > 1e-6))
    .sort((a, b) => Math.max(...b.worth) - Math.max(...a.worth))
  const pools = new Set(workforce.map((each) => each.pool))
  const described = scarce
    .slice(0, most)
    .map(
      ({ resource, worth }) =>
        `One more hour of ${resource}${pools.has(resource) ? ', its wage not counted,' : ''} is worth: ${byPeriod(periods, worth)}.`,
    )
  return scarce.length > most
    ? [...described, `${scarce.length - most} more resources are scarce; see hours.`]
    : described
}
