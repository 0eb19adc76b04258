import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Db } from '#platform/db/pool.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import { decisionsOn } from './findings/queries.ts'
import type { Forecast, Task } from './forecast.ts'
import { beginRun, countDone, publishRun } from './forecasts/commands.ts'
import { currentStamp, madeAlone, type View } from './forecasts/queries.ts'
import { refreshHistory } from './history/commands.ts'
import { companyManner, historyLeaves, historyState, itemLives } from './history/queries.ts'
import { inputOf, inputsOf, stampOf, timelineFor } from './inputs.ts'
import type { Outcome } from './outcomes.ts'
import { type Grain, grains, type Measure, measures } from './schema.ts'

/** Demand's work behind the screens: order lines to history, history to forecasts. Also each night, as periods close. */
export const demandJobs: Job[] = [
  {
    name: 'demand.refresh-history',
    singleton: true,
    cron: '20 2 * * *',
    run: async (workspace) => {
      await refreshHistory({ workspace, actor: systemActor })
    },
  },
  {
    name: 'demand.refresh-forecasts',
    singleton: true,
    expireSeconds: 4 * 3600,
    run: (workspace, _data, signal) => refreshForecasts({ workspace, actor: systemActor }, signal),
  },
]

/** Series per message to a worker thread: about a second of work. */
const batchSize = 20

/** Forecasts every series whose inputs changed since the current run: months first, because people look there first. */
async function refreshForecasts(work: Work, signal: AbortSignal): Promise<void> {
  const pool = new Piscina({
    filename: new URL('./workers/forecast-batch.ts', import.meta.url).href,
    maxThreads: Math.max(1, availableParallelism() - 1),
  })
  pool.on('error', () => {}) // answers to tasks already given up; the task that failed rejects by itself
  try {
    for (const grain of grains) for (const measure of measures) await refreshRun({ work, pool, signal, grain, measure })
  } finally {
    await pool.destroy()
  }
}

type Refresh = { work: Work; pool: Piscina; signal: AbortSignal; grain: Grain; measure: Measure }

async function refreshRun({ work, pool, signal, grain, measure }: Refresh): Promise<void> {
  const { db } = work.workspace
  const state = await historyState(db)
  if (!state) return
  const [{ calendar }, items, decisions] = await Promise.all([companyManner(db), itemLives(db), decisionsOn(db, grain)])
  const timeline = timelineFor({ grain, calendar, state })
  const stamp = stampOf({ fingerprint: state.fingerprint, timeline, items, decisions, grain })
  if (stamp === (await currentStamp(db, { grain, measure }))) return
  const starts = timeline?.periods.map((period) => period.startsOn) ?? []
  const leaves = await historyLeaves(db, { grain, measure, starts })
  const { series, tasks } = inputsOf({ grain, calendar, timeline, items, leaves, decisions })
  const inputs = tasks.map((task) => inputOf(task, timeline!))
  const forecasts = await madeBefore(db, { view: { grain, measure }, tasks, inputs })
  const run = await beginRun(work, { grain, measure, timeline, calendar, stamp, series: series.length })
  await countDone(work, { run, count: forecasts.size })
  const fresh = tasks.filter(({ name }) => !forecasts.has(name))
  const made = await Promise.all(
    batchesOf(fresh).map(async (batch): Promise<Forecast[]> => {
      const done: Forecast[] = await pool.run(batch, { name: 'forecastBatch', signal })
      await countDone(work, { run, count: done.length })
      return done
    }),
  )
  for (const forecast of made.flat()) forecasts.set(forecast.name, forecast)
  const together = { tasks, forecasts: tasks.map(({ name }) => forecasts.get(name)!) }
  const outcomes: Outcome[] = await pool.run(together, { name: 'makeCoherent', signal })
  const results = outcomes.map((outcome, i) => {
    return { outcome, series: series[i]!, input: inputs[i]!, forecast: together.forecasts[i]! }
  })
  await publishRun(work, { run, results })
}

/** The forecasts of an earlier run that nothing has changed for, by series. */
async function madeBefore(
  db: Db,
  { view, tasks, inputs }: { view: View; tasks: readonly Task[]; inputs: readonly string[] },
): Promise<Map<string, Forecast>> {
  const before = await madeAlone(db, view)
  return new Map(
    tasks.flatMap(({ name }, i) => {
      const made = before.get(name)
      return made?.input === inputs[i] ? [[name, made!.forecast]] : []
    }),
  )
}

function batchesOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / batchSize) }, (_, i) =>
    all.slice(i * batchSize, (i + 1) * batchSize),
  )
}
