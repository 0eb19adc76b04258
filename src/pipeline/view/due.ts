import { endOf, type FiscalCalendar, type Grain, labelOf, parseDay, periodOf, startOf } from '@drumbeat/periods'
import type { View } from '../schema.ts'

/** Deals expected to close from the first to the last day, both included. */
export type DueDays = { from: number; to: number; label: string | null; grain: Grain | null }

/** The period a question is about; null when it is about deals whatever their expected close. */
export function dueDays(
  view: Pick<View, 'grain' | 'on' | 'closeFrom' | 'closeTo'>,
  facts: { asOf: number; calendar: FiscalCalendar; locale: string },
): DueDays | null {
  if (view.grain !== undefined || view.on !== undefined) {
    const grain = view.grain ?? 'quarter'
    const period = periodOf(view.on === undefined ? facts.asOf : parseDay(view.on)!, grain, facts.calendar)
    const label = labelOf(period, facts.calendar, facts.locale)
    return { from: startOf(period, facts.calendar), to: endOf(period, facts.calendar), label, grain }
  }
  if (view.closeFrom === undefined && view.closeTo === undefined) return null
  const from = view.closeFrom === undefined ? parseDay('1000-01-01')! : parseDay(view.closeFrom)!
  const to = view.closeTo === undefined ? 2_932_896 : parseDay(view.closeTo)!
  return { from, to, label: null, grain: null }
}
