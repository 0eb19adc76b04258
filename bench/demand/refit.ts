import { forecastSeries, type Task } from '#demand/forecast.ts'
import { taskOf } from '#demand/inputs.ts'
import { moveFamily, sumOfFamilies } from '#demand/moving/move.ts'
import { partOf } from '#demand/moving/part.ts'
import { type Node, seriesName } from '#demand/node.ts'
import { type Outcome, outcomesOf } from '#demand/outcomes.ts'
import type { Series } from '#demand/series.ts'
import { adventureWorksFolder } from './adventureworks-lines.ts'
import { monthSoFar } from './month-so-far.ts'
import { taught } from './taught.ts'
import { demoHistory, type History, internetHistory } from './unit-history.ts'

/** The months after the running one that are held against what came. */
const ahead = 3
const origins = 6
/** How much of the running month is over on the days looked at. */
const parts = [0.2, 0.4, 0.6, 0.8]
const calendar = { kind: 'month', startMonth: 1, weekStart: 1 } as const

/**
 * What it is worth to let every order move the months ahead: forecasts that wait for the close of the month (monthly refit), those that
 * the product moves by what came (daily update), and those of models fitted anew each day to the history with the running month as it
 * is expected then (daily refit). WAPE over all nodes of each level on real order histories and the demo company.
 */
export async function run(): Promise<string> {
  const folder = adventureWorksFolder()
  const real = folder ? tableOf('AdventureWorks internet orders', internetHistory(folder)) : 'AdventureWorks not found.'
  return [tableOf('Demo company', demoHistory()), real].join('\n\n')
}

const ways = ['monthly refit', 'daily update', 'daily refit'] as const
type Way = (typeof ways)[number]
const spans = ['running month', `${ahead} months after it`, 'all of them'] as const
type Span = (typeof spans)[number]
type Sums = Map<string, number>

function tableOf(name: string, history: History): string {
  const { closed } = history.timeline
  const [missed, held]: [Sums, Sums] = [new Map(), new Map()]
  for (let back = 0; back < origins; back++) addOrigin(history, closed - 1 - ahead - back, { missed, held })
  const wape = (way: Way, span: Span) => missed.get(`${way} ${span}`)! / held.get(span)!
  const share = (value: number) => `${(100 * value).toFixed(2)} %`
  const rows = spans.map((span) => {
    const [monthly, update, refit] = ways.map((way) => wape(way, span)) as [number, number, number]
    const told = [monthly, update, refit, 1 - update / monthly, update / refit - 1].map(share)
    return `| ${span} | ${told.join(' | ')} |`
  })
  return [
    `${name}: ${history.series.length} series, ${origins} months, on ${parts.length} days of each; WAPE over all nodes of all levels.`,
    '',
    `| months | ${ways.join(' | ')} | update better than monthly refit by (bar: >= 2 % on the demo company) | update worse than daily refit by (bar: <= 0.3 %) |`,
    '|---|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n')
}

type Fit = { tasks: Task[]; outcomes: Outcome[]; forecasts: ReturnType<typeof forecastSeries>[] }

/** Months before `at` are closed, month `at` runs; all ways are held against what came of it and of the months after it. */
function addOrigin(history: History, at: number, sums: { missed: Sums; held: Sums }): void {
  const known = history.series.filter(({ from, values }) => at > from && values.length >= at - from + 1 + ahead)
  const monthly = fitted(known.map((series) => cutTo(series, at)))
  const prior = new Map(
    monthly.outcomes.flatMap((each) => (each.mean.length > 0 ? [[each.name, at0(each)] as const] : [])),
  )
  for (const part of parts) {
    const now = nowcastOf({ history, at, part, prior }, monthly.tasks)
    const moved = movedBy(monthly, now)
    const refit = fitted(known.map((series) => cutTo(series, at, now.get(series.name) ?? 0)))
    for (const [i, series] of known.entries()) {
      const { mean, name } = monthly.outcomes[i]!
      const again = refit.outcomes[i]!.mean
      if (mean.length === 0 || again.length === 0) continue
      for (let step = 0; step <= ahead; step++) {
        const came = series.values[at - series.from + step]!
        if (Number.isNaN(came)) continue
        const shift = moved.get(name)?.[step] ?? 0
        const nowcast = now.get(name)!
        add(sums, step, came, {
          'monthly refit': mean[step]!,
          'daily update': step === 0 ? nowcast : Math.max(0, mean[step]! + shift),
          'daily refit': step === 0 ? nowcast : again[step - 1]!,
        })
      }
    }
  }
}

function add(
  { missed, held }: { missed: Sums; held: Sums },
  step: number,
  came: number,
  said: Record<Way, number>,
): void {
  for (const span of [step === 0 ? spans[0] : spans[1], spans[2]]) {
    held.set(span, (held.get(span) ?? 0) + Math.abs(came))
    for (const way of ways) {
      const key = `${way} ${span}`
      missed.set(key, (missed.get(key) ?? 0) + Math.abs(said[way] - came))
    }
  }
}

/** A series as known when months before `at` are closed, and with month `at` as it is expected to end, where that is given. */
function cutTo(series: Series, at: number, running?: number): Task {
  const past = series.values.subarray(0, at - series.from)
  const values = running === undefined ? past : Float64Array.from([...past, running])
  const closed = running === undefined ? at : at + 1
  const { promoted: _, ...rest } = series
  return taskOf({ ...rest, values, lastsFor: null } as Series, { grain: 'month', calendar, closed })
}

function fitted(alone: Task[]): Fit {
  const tasks = taught(alone, { at: alone[0]!.closed, measured: false })
  const forecasts = tasks.map((task) => forecastSeries(task, { measured: false }))
  return { tasks, forecasts, outcomes: outcomesOf({ tasks, forecasts }).outcomes }
}

function at0({ mean, lo80, hi80, lo95, hi95 }: Outcome) {
  return { mean: mean[0]!, lo80: lo80[0]!, hi80: hi80[0]!, lo95: lo95[0]!, hi95: hi95[0]! }
}

/** What each node's running month is expected to end at: what came, and what is still to come; everything is the sum of its families. */
function nowcastOf(given: Parameters<typeof monthSoFar>[0], tasks: readonly Task[]): Map<string, number> {
  const { through, came, remaining } = monthSoFar(given)
  const soFar = new Map<string, number>()
  const family = new Map(given.history.items.map(({ id, familyId }) => [id, familyId]))
  for (const [name, value] of came(through)) {
    const [itemId, territoryId] = name.slice('item:'.length).split('@') as [string, string]
    for (const place of [null, territoryId]) {
      const familyId = family.get(itemId) ?? null
      for (const node of [
        { level: 'item', familyId, itemId, territoryId: place },
        { level: 'family', familyId, itemId: null, territoryId: place },
      ] as Node[])
        soFar.set(seriesName(node), (soFar.get(seriesName(node)) ?? 0) + value)
    }
  }
  const now = new Map<string, number>()
  for (const { name, node } of tasks) {
    if (node.level === 'all') continue
    const mean = given.prior.get(name)?.mean ?? 0
    const value = (soFar.get(name) ?? 0) + Math.max(0, remaining(node, mean))
    now.set(name, value)
    if (node.level !== 'family') continue
    const all = seriesName({ level: 'all', familyId: null, itemId: null, territoryId: node.territoryId })
    now.set(all, (now.get(all) ?? 0) + value)
  }
  return now
}

/** By how much the product moves the months ahead: family by family, everything by the sum of its families. */
function movedBy({ tasks, forecasts, outcomes }: Fit, now: ReadonlyMap<string, number>): Map<string, Float64Array> {
  const answering = tasks.flatMap((task, i) =>
    task.node.level !== 'all' && outcomes[i]!.mean.length > 1
      ? [{ task, forecast: forecasts[i]!, mean: outcomes[i]!.mean }]
      : [],
  )
  const moved = new Map<string, Float64Array>()
  for (const of of Map.groupBy(answering, ({ task }) => partOf(task.node)).values()) {
    const members = of.map(({ task: { node, lastsFor, unplaced }, forecast: { hi80, lo80, response } }) => ({
      ...{ node, lastsFor, unplaced },
      doubt: hi80.reduce((sum, hi, step) => sum + hi - lo80[step]!, 0) / hi80.length / 2.563,
      response: response && { mean: response.mean, deviation: response.deviation },
    }))
    const answers = of.map(
      ({ forecast, mean }) => forecast.response?.answers ?? Array(4).fill(Array(mean.length).fill(0)),
    )
    const surprises = of.map(({ task, mean }) => now.get(task.name)! - mean[0]!)
    const shifts = moveFamily({ members, means: of.map(({ mean }) => mean), answers }, surprises)
    for (const [i, { task }] of of.entries()) moved.set(task.name, shifts[i]!)
  }
  const families = answering.filter(({ task }) => task.node.level === 'family')
  const sums = sumOfFamilies(families.map(({ task }) => ({ node: task.node, shift: moved.get(task.name)! })))
  return new Map([...moved, ...sums])
}
