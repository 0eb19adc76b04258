import { Link } from '@tanstack/react-router'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { overviewContract } from '../contract.ts'
import classes from './overview.module.css'

/** "Demand of December 2026 will be $4.9 M (80 %: $4.5 M to $5.3 M); the next three months are 6 % above the year before." */
export function DemandSentence() {
  const { shortMoney, percent, regional } = useFormat()
  const { data } = useCall(overviewContract.demand)
  if (!data) return null
  const [next] = data.all?.ahead ?? []
  if (!data.all || !next) {
    return (
      <Answer>{data.refreshing ? 'The first forecast of demand is being made.' : 'No demand is forecast yet.'}</Answer>
    )
  }
  const { growth } = data.all
  const month = new Intl.DateTimeFormat(regional.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const minor = (value: number) => value * (data.all!.aheadMinor / sumOf(data.all!.ahead.map(({ mean }) => mean)))
  const money = (value: number) => shortMoney(Math.round(minor(value)))
  return (
    <Answer means="Expected order value of the month at today's prices, all items together; the range holds eight times in ten. The next three months are held against the same months a year before.">
      Demand of {month.format(new Date(next.startsOn))} will be{' '}
      <Link to="/demand" search={{ measure: 'money' } as never} className={classes.door}>
        {money(next.mean)} (<span data-named>{percent(0.8)}:</span> {money(next.lo80)} to {money(next.hi80)})
      </Link>
      {growth !== null && (
        <>
          ; the next three months are{' '}
          <Link to="/demand" search={{ measure: 'money' } as never} className={classes.door}>
            {percent(Math.abs(growth))}
          </Link>{' '}
          {growth < 0 ? 'below' : 'above'} the year before
        </>
      )}
      .
    </Answer>
  )
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
