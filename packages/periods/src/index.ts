export {
  calendarProblem,
  calendarYear,
  type FiscalCalendar,
  type Grain,
  type MonthCalendar,
  type WeekCalendar,
  type WeekPattern,
} from './calendar.ts'
export {
  type CivilDate,
  type Day,
  dateOf,
  dayAfter,
  dayOf,
  daysBetween,
  daysElapsed,
  daysFrom,
  daysInMonth,
  formatDay,
  instantAfter,
  parseDay,
  weekdayOf,
} from './day.ts'
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
  perYear,
  placeInYear,
  previous,
  range,
  startOf,
} from './period.ts'
export {
  isWorkingDay,
  type WorkingDays,
  workingDayBefore,
  workingDayFrom,
  workingDaysIn,
  workingDaysProblem,
} from './working-days.ts'
