import { dayAfter } from '@drumbeat/periods'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { FiscalPeriod } from '../../contract.ts'
import classes from '../company.module.css'
import { type DrawnMonth, drawnYear } from './fiscal-year.ts'

/** The fiscal year as rows of quarters; a month is as wide as it has days, and holds the numbers of its weeks. */
export function FiscalYear(props: {
  today: string
  quarters: FiscalPeriod[]
  months: FiscalPeriod[]
  weeks: FiscalPeriod[]
}) {
  return (
    <div className={classes.quarters} data-explained>
      {drawnYear(props).map((quarter) => (
        <section key={quarter.label} className={classes.quarter} aria-label={quarter.label}>
          <div className={classes.quarterName}>{quarter.label}</div>
          <div className={classes.months}>
            {quarter.months.map((month) => (
              <Month key={month.label} month={month} />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

function Month({ month }: { month: DrawnMonth }) {
  const { regional } = useFormat()
  const short = new Intl.DateTimeFormat(regional.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const said = (day: string) => short.format(new Date(`${day}T00:00:00Z`))
  return (
    <div
      className={classes.month}
      style={{ flexGrow: month.days }}
      {...(month.isNow && { 'data-now': true, 'aria-current': 'date' as const })}
    >
      <div className={classes.monthName}>{month.label}</div>
      <div className={classes.quiet}>
        {said(month.startsOn)} – {said(dayAfter(month.endsOn, -1))} ·{' '}
        <time dateTime={`P${month.days}D`}>{month.days} days</time>
      </div>
      <ol className={classes.weeks} aria-label={`Weeks of ${month.label}`}>
        {month.weeks.map((week) => (
          <li key={week.startsOn} className={classes.week} {...(week.isNow && { 'data-now': true })}>
            <time dateTime={week.startsOn}>{week.label}</time>
          </li>
        ))}
      </ol>
    </div>
  )
}
