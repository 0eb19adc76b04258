import { endOf, type FiscalCalendar, type Grain, next, periodOf } from '@drumbeat/periods'

/** The last days of the steps from one day to another, and the last day itself. */
export function stepDays(span: { from: number; to: number; step: Grain | 'day' }, calendar: FiscalCalendar): number[] {
  const { from, to, step } = span
  if (step === 'day') return Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const days: number[] = []
  for (let period = periodOf(from, step, calendar); endOf(period, calendar) < to; period = next(period)) {
    days.push(endOf(period, calendar))
  }
  return [...days, to]
}
