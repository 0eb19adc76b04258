import { formatDay, periodOf, startOf, weekdayOf } from '@drumbeat/periods'
import { Piscina } from 'piscina'
import { splitsOn } from '#goals/splits-on.sql.ts'
import { type DealLives, dealFeatures, dealLives } from '#pipeline/lives.sql.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import { dayBookOf } from './day-book.ts'
import { keepModel, recordPoints } from './keep.tx.ts'
import type { Lesson, Lived } from './learn.ts'
import type { OutlookModelText } from './model.ts'
import { fittedDays, modelTextFor } from './models.sql.ts'
import { quarterEnds } from './periods.ts'
import { recordedDays } from './points.sql.ts'
import type { PointsAsked, PointsOfDay } from './points.ts'
import { subjectsOn } from './subjects.sql.ts'

/** The outlook's work behind the screens: learning from deals at the start of each month, and recording what it says each night. */
export const outlookJobs: Job[] = [
  {
    name: 'revenue.refresh-outlook',
    singleton: true,
    cron: '40 2 * * *',
    expireSeconds: 3600,
    run: async (workspace, data, signal) => {
      const now = workspace.clock()
      const lives = await dealLives(workspace.db, now)
      const pool = new Piscina({ filename: new URL('./workers/learn-outlook.ts', import.meta.url).href, maxThreads: 1 })
      pool.on('error', () => {}) // a task that failed rejects by itself
      const work = { workspace, actor: systemActor }
      try {
        const anew = 'importId' in data || 'anew' in data
        await learnMonths({ work, lives, pool, signal, anew })
        await recordDays({ work, lives, pool, signal, anew })
      } finally {
        await pool.destroy()
      }
    },
  },
]

type Refresh = { work: Work; lives: DealLives; pool: Piscina; signal: AbortSignal; anew: boolean }

/** Learns for the start of the running quarter and of each month in it, unless that was done and no file has come since. */
async function learnMonths({ work, lives, pool, signal, anew }: Refresh): Promise<void> {
  const { db } = work.workspace
  const days = monthStarts(lives)
  const done = anew ? new Set<string>() : await fittedDays(db, formatDay(days[0]!))
  const missing = days.filter((day) => !done.has(formatDay(day)))
  if (missing.length === 0) return
  const lived = livedDeals(lives)
  let spread: number | undefined
  for (const fitDay of missing) {
    const lesson: Lesson = { lives: lived, features: dealFeatures, calendar: lives.calendar, fitDay, spread }
    const learned: OutlookModelText | null = await pool.run(lesson, { name: 'learnOutlook', signal })
    if (learned) await keepModel(work, learned)
    spread = learned?.spread
  }
}

/** Records each Sunday of the running quarter, and yesterday, where that was not done. */
async function recordDays({ work, lives, pool, signal, anew }: Refresh): Promise<void> {
  const { db } = work.workspace
  const from = startOf(periodOf(lives.today, 'quarter', lives.calendar), lives.calendar)
  const to = quarterEnds(lives.calendar)(lives.today)
  const period = { from: formatDay(from), to: formatDay(to) }
  const done = anew ? new Set<string>() : await recordedDays(db, period)
  for (let day = from; day < lives.today; day++) {
    if (done.has(formatDay(day)) || (weekdayOf(day) !== 7 && day !== lives.today - 1)) continue
    const model = await modelTextFor(db, formatDay(day))
    if (!model) continue
    const asked = await pointsAsked(db, lives, { day, from, to })
    const points: PointsOfDay = await pool.run({ ...asked, model: model.text }, { name: 'outlookPoints', signal })
    await recordPoints(work, { modelId: model.id, period, day: formatDay(day), points })
  }
}

async function pointsAsked(
  db: Db,
  lives: DealLives,
  span: { day: number; from: number; to: number },
): Promise<PointsAsked> {
  const day = formatDay(span.day)
  const book = dayBookOf(lives, span, { deal: () => true, part: () => false })
  const { of: splits } = await splitsOn(db, { day, timeZone: lives.timeZone })
  return { calendar: lives.calendar, book, splits, subjects: await subjectsOn(db, day) }
}

function monthStarts({ today, calendar }: DealLives): number[] {
  const days: number[] = []
  const first = startOf(periodOf(today, 'quarter', calendar), calendar)
  for (let day = first; day <= today; day++) {
    if (startOf(periodOf(day, 'month', calendar), calendar) === day) days.push(day)
  }
  return days
}

/** Of more deals than this, some are learned from: whose id, hashed, falls below the share. More change little and would not fit. */
const mostLives = 60_000

/** Lives with what each deal was won at. */
function livedDeals(lives: DealLives): Lesson['lives'] {
  const dealOn = lives.dealOn(lives.today)
  const share = mostLives / lives.deals
  const found: Lived[] = []
  for (let deal = 0; deal < lives.deals; deal++) {
    if (share < 1 && hashed(lives.idOf(deal)) >= share) continue
    const known = dealOn(deal)
    const finalMinor = known?.outcome === 'won' && !Number.isNaN(known.worth) ? known.worth : null
    found.push({ ...lives.life(deal), finalMinor })
  }
  return found
}

/** A text as a number in [0, 1), the same for the same text, evenly spread (FNV-1a). */
function hashed(text: string): number {
  let hash = 2_166_136_261
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296
}
