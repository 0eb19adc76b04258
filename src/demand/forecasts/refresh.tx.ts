import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Piscina } from 'piscina'
import type { Db } from '#platform/db/pool.ts'
import type { Work } from '#platform/transaction.ts'
import type { Backtest } from '../accuracy.ts'
import { madeElsewhere } from '../elsewhere/made.sql.ts'
import { engine } from '../engine.io.ts'
import type { Forecast, Task } from '../forecast.ts'
import { soldLeaves } from '../history/history.sql.ts'
import { basisOf, stampOf } from '../inputs.ts'
import type { outcomesOf } from '../outcomes.ts'
import { type Stage, shareDone, stagesOf } from '../progress.ts'
import { grains, measures } from '../schema.ts'
import type { Series } from '../series.ts'
import { taughtToDo } from '../traits/learn.tx.ts'
import type { Trait } from '../traits/traits.sql.ts'
import { baseForecastsOf, currentStamp, type View } from './forecasts.sql.ts'
import { endProgress, tellProgress } from './progress.tx.ts'
import { beginRun, publishRun, type Run } from './publish.tx.ts'

/** Series per message to a worker thread: about half a second of work. */
const batchSize = 20

/** From so many items in territories on, measuring takes longer than anybody waits for a first forecast. */
const many = 500

/**
 * Forecasts every series whose inputs changed since the current run: months first, because people look there first. Where a view of
 * many series has none yet, the forecasts of all views come before anything is measured, and every core works on them.
 */
export async function refreshForecasts(work: Work, signal: AbortSignal, { from = many } = {}): Promise<void> {
  const first = await viewsWithout(work.workspace.db, from)
  const stages = stagesOf(({ grain, measure }) => first.has(`${grain} ${measure}`))
  const threads = Math.max(1, availableParallelism() - (first.size > 0 ? 0 : 1))
  const pool = poolOf(threads)
  // While the forecasts of one view are made to add up and written, those of the next are made.
  let written: Promise<unknown> = Promise.resolve()
  try {
    for (const at of stages.keys()) {
      if (stages[at]!.making !== 'forecasts') await written
      const made = await makeRun({ work, pool, signal, stages, at, threads })
      await written
      written = made ? writeRun({ work, pool, signal }, made) : Promise.resolve()
      written.catch(() => {}) // told where it is waited for
    }
    await written
    await endProgress(work)
  } finally {
    await written.catch(() => {}) // a run is written whole or not at all before the job ends
  }
}

/** Worker threads by how many there may be, begun when they are asked for something. */
const pools = new Map<number, Piscina>()
/** How long an idle thread stays: its code is warm, and order lines that pause now and then ask for one refresh after another. */
const idleMs = 20_000

function poolOf(threads: number): Piscina {
  const begun = pools.get(threads)
  if (begun) return begun
  const pool = new Piscina({
    filename: new URL('../workers/forecast-batch.ts', import.meta.url).href,
    ...{ minThreads: 0, maxThreads: threads, idleTimeout: idleMs },
  })
  pool.on('error', () => {}) // answers to tasks already given up; the task that failed rejects by itself
  pools.set(threads, pool)
  return pool
}

/** The views that have no forecasts, where there are at least so many items in territories. */
async function viewsWithout(db: Db, from: number): Promise<Set<string>> {
  const without = new Set<string>()
  if ((await soldLeaves(db)) < from) return without
  for (const grain of grains) {
    for (const measure of measures) {
      if ((await currentStamp(db, { grain, measure })) === null) without.add(`${grain} ${measure}`)
    }
  }
  return without
}

type Refresh = { work: Work; pool: Piscina; signal: AbortSignal; stages: readonly Stage[]; at: number; threads: number }

/** A run whose series are forecast, each alone. */
type Made = {
  run: Run
  tasks: readonly Task[]
  forecasts: readonly Forecast[]
  series: readonly Series[]
  inputs: readonly string[]
  trait: Trait | null
}

/** Forecasts the series of a view, where anything that they follow from has changed. */
async function makeRun(refresh: Refresh): Promise<Made | null> {
  const { work, pool, signal } = refresh
  const { grain, measure, making } = refresh.stages[refresh.at]!
  const { db } = work.workspace
  const learn = (histories: Float64Array[]) => pool.run(histories, { name: 'learnFrom', signal })
  const toDo = await taughtToDo(work, { grain, measure, learn, measured: making !== 'forecasts' })
  if (!toDo) return null
  const { calendar, timeline, series, tasks, inputs, decisions, trait } = toDo
  const whole = stampOf({ engine, timeline, series, inputs })
  const stamp = making === 'forecasts' ? `${whole} ${unmeasured}` : whole
  if (stamp === (await currentStamp(db, { grain, measure }))) return null
  const basis = basisOf({ engine, decisions, prior: trait?.prior ?? null })
  const run = await beginRun(work, { grain, measure, timeline, calendar, stamp, basis, series: series.length })
  const before = await madeBefore(db, { view: { grain, measure }, tasks, inputs })
  return { run, tasks, series, inputs, trait, forecasts: await made(refresh, { tasks, before }) }
}

/** Makes the forecasts of a view add up and publishes them. */
async function writeRun(
  { work, pool, signal }: Pick<Refresh, 'work' | 'pool' | 'signal'>,
  { run, tasks, forecasts, series, inputs, trait }: Made,
): Promise<void> {
  const given = { tasks, forecasts, widths: trait?.widths ?? null }
  const { outcomes, widths }: ReturnType<typeof outcomesOf> = await pool.run(given, { name: 'makeCoherent', signal })
  const results = outcomes.map((outcome, i) => {
    return { outcome, series: series[i]!, input: inputs[i]!, forecast: forecasts[i]! }
  })
  await publishRun(work, { run, results, learned: trait && widths && { closedTo: trait.closedTo, widths } })
}

/** Ends the stamp of a run that is not measured yet. */
const unmeasured = 'unmeasured'

/** How often it is told how far it is. */
const tellEveryMs = 500

/** The forecasts of a stage in the order of its tasks: those made before as they are, the others made or measured by worker threads. */
async function made(
  { work, pool, signal, stages, at, threads }: Refresh,
  { tasks, before }: { tasks: readonly Task[]; before: ReadonlyMap<string, Forecast> },
): Promise<Forecast[]> {
  const { grain, measure, making } = stages[at]!
  const forecasts = new Map(before)
  const fresh = tasks.filter(({ name }) => !before.has(name))
  const untried = making === 'forecasts' ? [] : tasks.filter(({ name }) => before.get(name)?.isMeasured === false)
  const wanted = fresh.length + untried.length
  let done = 0
  const tell = () => {
    const ofAll = wanted / Math.max(1, tasks.length)
    const share = shareDone({ stages, at, threads, ofAll, made: done / Math.max(1, wanted) })
    const doing = making === 'accuracy' ? 'accuracy' : 'forecasts'
    return tellProgress(work, {
      doing,
      grain,
      measure,
      done: tasks.length - wanted + done,
      series: tasks.length,
      share,
    })
  }
  const all = Promise.all([
    ...batchesOf(fresh).map(async (batch) => {
      const options = { name: 'forecastBatch', signal }
      const of: Forecast[] = await pool.run({ tasks: batch, measured: making !== 'forecasts' }, options)
      for (const forecast of of) forecasts.set(forecast.name, forecast)
      done += of.length
    }),
    ...batchesOf(untried).map(async (batch) => {
      const backtests: Backtest[][] = await pool.run(batch, { name: 'measureBatch', signal })
      for (const [i, { name }] of batch.entries()) {
        forecasts.set(name, { ...forecasts.get(name)!, backtests: backtests[i]!, isMeasured: true })
      }
      done += batch.length
    }),
  ])
  all.catch(() => {}) // told by the race below, whenever it happens
  for (let isOver = false; !isOver; ) {
    await tell()
    isOver = await Promise.race([all.then(() => true), sleep(tellEveryMs, false)])
  }
  await tell()
  return tasks.map(({ name }) => forecasts.get(name)!)
}

/** The forecasts of an earlier run that nothing has changed for, and those that other processes made of the same input, by series. */
async function madeBefore(
  db: Db,
  { view, tasks, inputs }: { view: View; tasks: readonly Task[]; inputs: readonly string[] },
): Promise<Map<string, Forecast>> {
  const before = await baseForecastsOf(db, view)
  const elsewhere = await madeElsewhere(db, view)
  return new Map(
    tasks.flatMap(({ name }, i) => {
      const kept = [before.get(name), elsewhere.get(name)].find((each) => each?.input === inputs[i])
      return kept ? [[name, kept.forecast]] : []
    }),
  )
}

function batchesOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, i) =>
    all.slice(i * batchSize, (i + 1) * batchSize),
  )
}
