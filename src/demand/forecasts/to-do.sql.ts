import type { Db } from '#platform/db/pool.ts'
import type { CompanyCalendar } from '../calendar.ts'
import { decisionsOn, type KeptDecision } from '../findings/decisions.sql.ts'
import { companySettings, historyLeaves, historyState, itemLives, promotionLifts } from '../history/history.sql.ts'
import { type Inputs, inputsOf, timelineFor } from '../inputs.ts'
import type { View } from './forecasts.sql.ts'

/** All series of a view, and what is to be done with each. */
export type ToDo = Inputs & { calendar: CompanyCalendar; decisions: KeptDecision[] }

/** What a run of a view works on, as the tables stand; null before the first order lines were read. */
export async function viewToDo(db: Db, { grain, measure }: View): Promise<ToDo | null> {
  const state = await historyState(db)
  if (!state) return null
  const [{ calendar }, items, decisions] = await Promise.all([
    companySettings(db),
    itemLives(db),
    decisionsOn(db, grain),
  ])
  const timeline = timelineFor({ grain, calendar, state })
  const starts = timeline?.periods.map((period) => period.startsOn) ?? []
  const [leaves, lifted] = await Promise.all([
    historyLeaves(db, { grain, measure, starts }),
    promotionLifts(db, { grain, measure, starts }),
  ])
  const made = inputsOf({ grain, calendar, timeline, items, leaves, lifted, decisions })
  return { ...made, calendar, decisions }
}
