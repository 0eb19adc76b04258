import { parseDay } from '@drumbeat/periods'
import { splitsOn } from '#goals/splits-on.sql.ts'
import { dealLives } from '#pipeline/lives.sql.ts'
import { type SegmentName, segmentation } from '#pipeline/segments.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { type OutlookAsked, outlookAsked } from './asked.sql.ts'
import { categoriesOf, type DueDeal, dueIn, sumsOf } from './categories.ts'
import { readerOf } from './day-outlook.sql.ts'

type Asked = OutlookAsked & { by?: readonly SegmentName[] | undefined }

/** What is closed in a period, and what is open for it by forecast category; all together and by segment. */
export async function forecastByCategory(db: Db, scope: Scope, { by = [], ...asked }: Asked, now: Date) {
  const { period, day, subject, owners, currency } = await outlookAsked(db, scope, asked, now)
  const { known } = asked
  const segments = by.length === 0 ? null : await segmentation({ db, scope, now }, { asOf: day, known, by })
  const lives = await dealLives(db, now)
  const { of: splits } = await splitsOn(db, { day, timeZone: lives.timeZone })
  const sees = readerOf(lives, splits, scope.sees.deals)
  const span = { day: parseDay(day)!, from: parseDay(period.from)!, to: parseDay(period.to)! }
  const dealOn = lives.dealOn(span.day, known === 'then' ? 'then' : undefined)
  const due: DueDeal[] = []
  for (let deal = 0; deal < lives.deals; deal++) {
    if (!sees.deal(deal) && !sees.part(deal)) continue
    const found = dealOn(deal)
    const into = found && dueIn(found, span)
    if (into) due.push({ ...found, into, splits: splits.get(found.id) })
  }
  const told = segments ? categoriesOf(due, owners, segments) : []
  segments?.refuseTooMany(told.length)
  return { period, currency, asOf: day, subject, whole: sumsOf(due, owners), segments: told }
}
