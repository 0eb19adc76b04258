import { type PerPeriod, type PlanModel, solvePlan } from '@drumbeat/planning'
import { randomModel } from '../../test/reference/planning/random-model.ts'

const integers = /setup|multiple|"integer":true|maintenance|"lot"|orderCost|"service"|"smoothness"/

/** How well the prices of explanations hold when the input itself is changed by one and solved from nothing. */
export interface PriceCount {
  readonly companies: number
  readonly prices: number
  readonly within: number
  readonly causes: number
  readonly complete: number
  readonly wrong: readonly string[]
}

/** Explains random linear companies and changes each scarce capacity, and each firm demand, by one. */
export async function pricesAgainstResolves(input: {
  from: number
  companies: number
  pricesEach: number
}): Promise<PriceCount> {
  let [companies, prices, within, causes, complete] = [0, 0, 0, 0, 0]
  const wrong: string[] = []
  for (let seed = input.from; companies < input.companies; seed++) {
    const model = randomModel(seed)
    if (integers.test(JSON.stringify(model)) || model.stock?.some((row) => row.safetyStock && !row.safetyStockCost))
      continue
    const solved = await solvePlan(model, { explain: true })
    if (solved.kind !== 'plan' || !solved.explanation || solved.plan.status.kind !== 'optimal') continue
    companies++
    const { plan, explanation } = solved
    for (const cause of explanation.causes) {
      causes++
      if (Math.abs(cause.because.reduce((sum, each) => sum + each.share, 0) - 100) < 1e-6) complete++
    }
    const gross = plan.money.cost + plan.money.revenue
    let left = input.pricesEach
    for (const { name, said, changed, sign } of changes(model, explanation)) {
      if (left-- <= 0) break
      const again = await solvePlan(changed)
      if (again.kind !== 'plan' || again.plan.status.kind !== 'optimal') continue
      const better = (again.plan.objective - plan.objective) * (model.objective === 'margin' ? 1 : -1) * sign
      prices++
      if (Math.abs(better - said) <= Math.max(0.01 * Math.abs(better), 1e-7 * gross)) within++
      else wrong.push(`seed ${seed}, ${name}: said ${said}, solved ${better}`)
    }
  }
  return { companies, prices, within, causes, complete, wrong }
}

/** The table of prices against re-solves. */
export async function run(): Promise<string> {
  const { companies, prices, within, causes, complete, wrong } = await pricesAgainstResolves({
    from: 20_000,
    companies: 200,
    pricesEach: 20,
  })
  if (within < prices || complete < causes) process.exitCode = 1
  return [
    '| companies | prices | within 1 % of the input changed by one and solved from nothing | causes | whose shares add up to 100 % |',
    '|---|---|---|---|---|',
    `| ${companies} | ${prices} | ${within} | ${causes} | ${complete} |`,
    ...wrong.map((each) => `- ${each}`),
  ].join('\n')
}

type Said = Parameters<typeof changes>[1]
type Change = { name: string; said: number; changed: PlanModel; sign: 1 | -1 }

function changes(
  model: PlanModel,
  explanation: {
    readonly hours: readonly { readonly resource: string; readonly worth: number[] }[]
    readonly units: readonly { readonly item: string; readonly site: string; readonly cost: (number | undefined)[] }[]
  },
): Change[] {
  return [...capacityChanges(model, explanation), ...demandChanges(model, explanation)]
}

function capacityChanges(model: PlanModel, explanation: Said): Change[] {
  return explanation.hours.flatMap(({ resource, worth }) => {
    const row = model.resources?.find((each) => each.id === resource)
    if (row?.capacity === undefined || row.idleCost !== undefined) return []
    return worth.flatMap((said, t): Change[] => {
      const share = row.availability === undefined ? 1 : at(row.availability, t)
      const capacity = bumped(model, row.capacity!, t, 1 / share)
      const resources = model.resources!.map((each) => (each === row ? { ...row, capacity } : each))
      return [{ name: `hour of ${resource} in ${t + 1}`, said, changed: { ...model, resources }, sign: 1 }]
    })
  })
}

function demandChanges(model: PlanModel, explanation: Said): Change[] {
  return explanation.units.flatMap(({ item, site, cost }) => {
    const row = model.demand?.find(
      (each) =>
        each.item === item &&
        (each.site ?? 'main') === site &&
        each.backlogCost === undefined &&
        !each.backlog &&
        each.lostSaleCost === undefined &&
        each.price === undefined,
    )
    if (!row || model.promotions) return []
    return cost.flatMap((said, t): Change[] => {
      if (said === undefined) return []
      const quantity = bumped(model, row.quantity, t, 1)
      const demand = model.demand!.map((each) => (each === row ? { ...row, quantity } : each))
      return [{ name: `unit of ${item} in ${t + 1}`, said, changed: { ...model, demand }, sign: -1 }]
    })
  })
}

function bumped(model: PlanModel, values: PerPeriod, t: number, by: number): number[] {
  const length = typeof model.periods === 'number' ? model.periods : model.periods.length
  return Array.from({ length }, (_, k) => at(values, k) + (k === t ? by : 0))
}

function at(values: PerPeriod, t: number): number {
  return typeof values === 'number' ? values : (values[t] ?? 0)
}
