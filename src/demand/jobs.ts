import { setTimeout as sleep } from 'node:timers/promises'
import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import { raiseAlerts } from './alerts/raise.tx.ts'
import { tellAlerts } from './alerts/tell.tx.ts'
import { watchDrift } from './drift/watch.tx.ts'
import { refreshForecasts } from './forecasts/refresh.tx.ts'
import { askForecasts, followOrders, newestChange } from './history/follow.tx.ts'
import { recountLeftOut, refreshHistory } from './history/refresh.tx.ts'
import { moveAhead } from './moving/move.tx.ts'
import { applyNewItems } from './new-items/apply.tx.ts'
import { renewEffects } from './overrides/change.tx.ts'
import { applyPromotions } from './promotions/apply.tx.ts'
import { measureAllPromotions } from './promotions/measure.tx.ts'
import { firstSlice, longRestAfter, nextSlice, restAfter } from './rests.ts'
import { applySignals } from './signals/apply.tx.ts'
import { followDeals, keepOpenDeals } from './signals/open-deals.tx.ts'
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
      await applyNewItems({ workspace, actor: systemActor })
      await applySignals({ workspace, actor: systemActor })
      await applyPromotions({ workspace, actor: systemActor })
      await publishVersions({ workspace, actor: systemActor })
    },
  },
  {
    name: 'demand.follow-deals',
    singleton: true,
    run: (workspace) => followDeals({ workspace, actor: systemActor }),
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
    run: async (workspace, _data, signal) => {
      await measureAllPromotions({ workspace, actor: systemActor })
      await refreshForecasts({ workspace, actor: systemActor }, signal)
    },
  },
]

/** How long the follower looks on after the last order line, and how often: the next ones need not wait for a job to be fetched. */
const lingerMs = 2000
const lookEveryMs = 60
/** So many sums that changed between two looks are a load of order lines, not a stream of them. */
const manyChanges = 1000
/** How long order lines pause, and how long forecasts wait at most, before these are made anew. */
const pauseMs = 500
const longestDueMs = 5 * 60_000

/**
 * Follows order lines until none has come for a while, and none waits for a transaction of somebody else to end. The months ahead are
 * moved beside: what came is told without waiting for what follows from it.
 */
async function keepFollowing(work: Work, signal: AbortSignal): Promise<void> {
  let unplaced = false
  let dueSince: string | null = null
  const mover = moverOf(work, signal)
  for (let idle = 0; idle < lingerMs && !signal.aborted; ) {
    const began = performance.now()
    const followed = await followOrders(work)
    if (followed === 'from scratch') return work.workspace.jobs.send('demand.refresh-history', {})
    unplaced ||= followed.unplaced
    dueSince = followed.dueSince
    idle = followed.changes > 0 || followed.waiting ? 0 : idle + lookEveryMs
    if (followed.changes > 0) mover.move({ atOnce: followed.changes > manyChanges })
    if (idle >= pauseMs) mover.hurry()
    if (mayForecast({ dueSince, calm: idle >= pauseMs && mover.isStill(), now: work.workspace.clock() })) {
      await askForecasts(work)
      dueSince = null
    }
    if (followed.changes === 0) await restFor(lookEveryMs, signal)
    else await restWhileStreaming(work, restAfter(performance.now() - began), signal)
  }
  await mover.done()
  if (dueSince !== null) await askForecasts(work)
  if (unplaced) await recountLeftOut(work)
}

/**
 * Forecasts are made anew once order lines pause and the months ahead have followed them: before, it would take from those who write,
 * read and follow what they need, to be done again a moment later. Where lines never pause, after some minutes.
 */
function mayForecast({ dueSince, calm, now }: { dueSince: string | null; calm: boolean; now: Date }): boolean {
  return dueSince !== null && (calm || now.getTime() - Date.parse(dueSince) >= longestDueMs)
}

/**
 * Rests as long as lines stream in, at most so long: once none has come for some times as long as they were apart, what came last is
 * not made to wait.
 */
async function restWhileStreaming({ workspace }: Work, ms: number, signal: AbortSignal): Promise<void> {
  const began = performance.now()
  let [newest, since, apart] = ['', began, 0]
  for (let now = began; now < began + ms && !signal.aborted; now = performance.now()) {
    await restFor(Math.min(lookEveryMs, began + ms - now), signal)
    const next = await newestChange(workspace.db)
    const at = performance.now()
    if (next === newest && at - since > Math.max(pauseMs, 4 * apart)) return
    if (next === newest) continue
    if (newest !== '') apart = Math.max(apart, at - since)
    ;[newest, since] = [next, at]
  }
}

/** Moves what is touched, a few families at a time while lines stream in, all at once when they pause; asked while it moves, it goes on. */
function moverOf(work: Work, signal: AbortSignal) {
  let asked = false
  let moving: Promise<void> | null = null
  let isCalm = false
  let resting = new AbortController()
  let [slice, after] = [firstSlice, '']
  async function moveAll(): Promise<void> {
    for (let rest = 0; asked; ) {
      await restFor(rest, AbortSignal.any([signal, resting.signal]))
      resting = new AbortController()
      asked = false
      const began = performance.now()
      const { families, left, last } = await moveAhead(work, { most: isCalm ? null : slice, after })
      const tookMs = performance.now() - began
      slice = nextSlice({ families, tookMs })
      after = last
      asked ||= left
      rest = longRestAfter(tookMs)
    }
  }
  return {
    move: ({ atOnce }: { atOnce: boolean }) => {
      asked = true
      isCalm = atOnce
      moving ??= moveAll().finally(() => {
        moving = null
      })
      moving.catch(() => {}) // told by done; what is touched stays touched
    },
    /** Nothing streams in at the moment: no rest. */
    hurry: () => {
      isCalm = true
      resting.abort()
    },
    isStill: () => moving === null && !asked,
    done: async () => {
      isCalm = true
      resting.abort()
      await moving
      if (asked) await moveAll()
    },
  }
}

async function restFor(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {}) // whoever rests looks at the signal next
}
