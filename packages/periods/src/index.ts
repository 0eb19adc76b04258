export {
  calendarProblem,
  calendarYear,
  type FiscalCalendar,
  type Grain,
  type MonthCalendar,
  type WeekCalendar,
} from './calendar.ts'
export { type CivilDate, type Day, dateOf, dayOf, daysInMonth, formatDay, parseDay, weekdayOf } from './day.ts'
export { isoWeekOf, labelOf } from './label.ts'
export {
  add,
  distance,
  endOf,
  fiscalYearOf,
  lengthOf,
  next,
  type Period,
  periodOf,
  placeInYear,
  previous,
  range,
  startOf,
} from './period.ts'
