import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Piscina } from 'piscina'
import type { Db } from '#platform/db/pool.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import { raiseAlerts } from './alerts/raise.tx.ts'
import { tellAlerts } from './alerts/tell.tx.ts'
import { watchDrift } from './drift/watch.tx.ts'
import { engine } from './engine.io.ts'
import { decisionsOn } from './findings/decisions.sql.ts'
import type { Forecast, Task } from './forecast.ts'
import { baseForecastsOf, currentStamp, type View } from './forecasts/forecasts.sql.ts'
import { beginRun, countDone, publishRun } from './forecasts/publish.tx.ts'
import { followOrders } from './history/follow.tx.ts'
import { companySettings, historyLeaves, historyState, itemLives } from './history/history.sql.ts'
import { recountLeftOut, refreshHistory } from './history/refresh.tx.ts'
import { basisOf, inputOf, inputsOf, stampOf, timelineFor } from './inputs.ts'
import { moveAhead } from './moving/move.tx.ts'
import type { Outcome } from './outcomes.ts'
import { renewEffects } from './overrides/change.tx.ts'
import { type Grain, grains, type Measure, measures } from './schema.ts'
import { applySignals } from './signals/apply.tx.ts'
import { keepOpenDeals } from './signals/open-deals.tx.ts'
import { publishVersions } from './versions/publish.tx.ts'

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
    name: 'demand.follow-orders',
    singleton: true,
    run: (workspace, _data, signal) => keepFollowing({ workspace, actor: systemActor }, signal),
  },
  {
    name: 'demand.move-ahead',
    singleton: true,
    run: async (workspace) => {
      await moveAhead({ workspace, actor: systemActor })
    },
  },
  {
    name: 'demand.publish-versions',
    singleton: true,
    cron: '7 * * * *',
    run: async (workspace) => {
      await moveAhead({ workspace, actor: systemActor })
      await keepOpenDeals({ workspace, actor: systemActor })
      await applySignals({ workspace, actor: systemActor })
      await publishVersions({ workspace, actor: systemActor })
    },
  },
  {
    name: 'demand.renew-overrides',
    singleton: true,
    cron: '10 1 * * *',
    run: (workspace) => renewEffects({ workspace, actor: systemActor }),
  },
  {
    name: 'demand.watch-drift',
    singleton: true,
    cron: '40 5 * * *',
    run: async (workspace) => {
      await watchDrift({ workspace, actor: systemActor })
    },
  },
  {
    name: 'demand.raise-alerts',
    singleton: true,
    cron: '25 * * * *',
    run: async (workspace) => {
      await raiseAlerts({ workspace, actor: systemActor })
      await tellAlerts({ workspace, actor: systemActor })
    },
  },
  {
    name: 'demand.refresh-forecasts',
    singleton: true,
    expireSeconds: 4 * 3600,
    run: (workspace, _data, signal) => refreshForecasts({ workspace, actor: systemActor }, signal),
  },
]

/** How long the follower looks on after the last order line, and how often: the next ones need not wait for a job to be fetched. */
const lingerMs = 2000
const lookEveryMs = 60

/** Follows order lines until none has come for a while, and none waits for a transaction of somebody else to end. */
async function keepFollowing(work: Work, signal: AbortSignal): Promise<void> {
  let unplaced = false
  for (let idle = 0; idle < lingerMs && !signal.aborted; idle += lookEveryMs) {
    const followed = await followOrders(work)
    if (followed === 'from scratch') return work.workspace.jobs.send('demand.refresh-history', {})
    unplaced ||= followed.unplaced
    if (followed.changes > 0 || followed.waiting) idle = 0
    if (followed.changes > 0) await moveAhead(work)
    if (followed.changes === 0) await sleep(lookEveryMs)
  }
  if (unplaced) await recountLeftOut(work)
}

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
  const [{ calendar }, items, decisions] = await Promise.all([
    companySettings(db),
    itemLives(db),
    decisionsOn(db, grain),
  ])
  const timeline = timelineFor({ grain, calendar, state })
  const starts = timeline?.periods.map((period) => period.startsOn) ?? []
  const leaves = await historyLeaves(db, { grain, measure, starts })
  const { series, tasks } = inputsOf({ grain, calendar, timeline, items, leaves, decisions })
  const inputs = tasks.map((task) => inputOf(task, { engine, timeline: timeline! }))
  const stamp = stampOf({ engine, timeline, series, inputs })
  if (stamp === (await currentStamp(db, { grain, measure }))) return
  const forecasts = await madeBefore(db, { view: { grain, measure }, tasks, inputs })
  const basis = basisOf({ engine, decisions })
  const run = await beginRun(work, { grain, measure, timeline, calendar, stamp, basis, series: series.length })
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
  const before = await baseForecastsOf(db, view)
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
