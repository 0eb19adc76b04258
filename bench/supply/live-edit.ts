import { type PlanModel, solvePlan } from '@drumbeat/planning'
import { itemsContract } from '#company/items/contract.ts'
import { sopContract } from '#sop/contract.ts'
import { questionsContract } from '#supply/contract.ts'
import { askForPlans } from '../../src/supply/ask-plans.tx.ts'
import { beginPlan, keepPlan } from '../../src/supply/plan/keep.tx.ts'
import { linesOf } from '../../src/supply/plan/lines.ts'
import { generatedCompany } from '../planning/generated-company.ts'
import { type Asking, type Opened, withWorkspace } from '../sop/opened.ts'

const items = Number(process.env.ITEMS ?? 1000)
const periods = Number(process.env.PERIODS ?? 24)
const edits = Number(process.env.EDITS ?? 30)
const together = Number(process.env.TOGETHER ?? 12)
/** DAYS=1: purchases and recipes take days instead of months, as plans of up to 10,000 starts do. */
const inDays = process.env.DAYS === '1'

/**
 * An edit of a supply plan over the API, from the question to all lines that move, beside the time of the solver in it (the baseline);
 * scenarios made, and a comparison of six of them. Bars: an edit p50 <= 300 ms and p95 <= 1 s, twelve at once p95 <= 4 s; a scenario <= 100 ms.
 */
export async function run(): Promise<string> {
  return withWorkspace(() => new Date('2026-11-02T09:00:00Z'), measure)
}

async function measure(opened: Opened): Promise<string> {
  const planner = await opened.as('supply-planner')
  const id = await storedPlan(opened)
  const edit = (k: number) => ({
    kind: 'demand' as const,
    item: `good ${1 + ((k * 37) % Math.round(items * 0.6))}`,
    period: 1 + (k % periods),
    quantity: 40 + (k % 60),
  })
  const first = await timed(() => planner.call(questionsContract.tryEdits, { params: { id }, body: { edits: [] } }))
  const solver: number[] = []
  const one: number[] = []
  for (let k = 0; k < edits; k++) {
    const { ms, result } = await timed(() => tried(planner, id, [edit(k)]))
    one.push(ms)
    solver.push(result.milliseconds)
  }
  const crowd = await Promise.all(
    Array.from(
      { length: together },
      async (_, k) => (await timed(() => tried(planner, id, [edit(k), edit(k + 100)]))).ms,
    ),
  )
  return [
    `${items} items x ${periods} months${inDays ? ', lead times of 12 days and of a month and 12 days' : ''}.`,
    '',
    '| what | p50 ms | p95 ms | bar |',
    '|---|---|---|---|',
    `| first edit, which opens the plan | ${first.ms.toFixed(0)} | | |`,
    row('an edit over the API', one, 'p50 <= 300, p95 <= 1000'),
    row('baseline: the solver in it', solver, ''),
    row(`${together} people at once`, crowd, 'p95 <= 4000'),
    ...(await scenarioRows(opened)),
  ].join('\n')
}

const tried = (planner: Asking, id: string, asked: object[]) =>
  planner.call(questionsContract.tryEdits, { params: { id }, body: { edits: asked as never } })

/** The generated plan as the product keeps one. */
async function storedPlan({ work }: Opened): Promise<string> {
  const whole = generatedCompany({ items, periods, resources: Math.max(5, items / 20) })
  const model = inDays ? withDays(whole) : whole
  const solved = await solvePlan(model)
  if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved).slice(0, 500))
  await askForPlans(work, { name: 'generated', strategies: ['optimal'], currency: 'EUR', wanted: null })
  const begun = await beginPlan(work)
  const labels = Array.from({ length: periods }, (_, t) => ({
    label: `P${t + 1}`,
    startsOn: dayOf(t),
    endsOn: dayOf(t + 1),
    from: dayOf(t),
    days: 30,
    share: 1,
  }))
  const names = { itemIds: new Map<string, string>(), siteIds: new Map(), resourceIds: new Map<string, string>() }
  await keepPlan(work, {
    id: begun!.id,
    built: { model, periods: labels, problems: [], assumptions: [], ...names },
    ...{
      plan: solved.plan,
      explanation: null,
      reason: null,
      wasCancelled: false,
      lines: linesOf({ model, plan: solved.plan }, names),
    },
  })
  return begun!.id
}

/** The model with lead times that end within months. */
function withDays(model: PlanModel): PlanModel {
  const inDay = <Row extends { leadTime?: number }>({ leadTime = 0, ...row }: Row) => ({
    ...row,
    leadDays: 30 * leadTime + 12,
  })
  return {
    ...model,
    periods: Array.from({ length: periods }, (_, t) => ({ id: `P${t + 1}`, days: 30 })),
    ...(model.recipes && { recipes: model.recipes.map(inDay) }),
    ...(model.purchases && { purchases: model.purchases.map(inDay) }),
  }
}

async function scenarioRows(opened: Opened): Promise<string[]> {
  const coordinator = await opened.as('sales-ops-manager')
  for (let at = 0; at < 10; at++) await coordinator.call(itemsContract.addFamily, { body: { name: `Family ${at}` } })
  const { id } = await coordinator.call(sopContract.openCycle, { body: { month: '2026-11-01', horizon: 24 } })
  await coordinator.call(sopContract.capture, { params: { id } })
  const made: number[] = []
  for (let at = 0; at < 30; at++)
    made.push(
      (
        await timed(() =>
          coordinator.call(sopContract.makeScenario, { params: { id }, body: { name: `What if ${at}` } }),
        )
      ).ms,
    )
  const { scenarios } = await coordinator.call(sopContract.scenarios, { params: { id } })
  const ids = scenarios
    .slice(0, 6)
    .map((each) => each.id)
    .join(',')
  const compared: number[] = []
  for (let at = 0; at < 10; at++)
    compared.push(
      (await timed(() => coordinator.call(sopContract.compareScenarios, { params: { id }, query: { ids } }))).ms,
    )
  return [
    row('a scenario made', made, '<= 100'),
    `| six scenarios compared, solved for the first time | ${compared[0]!.toFixed(0)} | | |`,
    row('six scenarios compared again', compared.slice(1), '<= 300'),
  ]
}

function dayOf(t: number): string {
  return `${2026 + Math.floor((t + 10) / 12)}-${String(((t + 10) % 12) + 1).padStart(2, '0')}-01`
}

async function timed<T>(call: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const began = performance.now()
  const result = await call()
  return { ms: performance.now() - began, result }
}

function row(what: string, times: readonly number[], bar: string): string {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(0)
  return `| ${what} | ${at(0.5)} | ${at(0.95)} | ${bar} |`
}
