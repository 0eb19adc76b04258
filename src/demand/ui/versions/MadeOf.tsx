import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { demandContract } from '../../contract.ts'
import type { PeriodExplained } from '../../versions/schema.ts'
import classes from '../demand.module.css'
import { type Amounts, useAmounts } from '../use-amounts.ts'
import { type DemandView, queryOf } from '../use-view.ts'

const parts = [
  ['level', 'Level'],
  ['trend', 'Trend'],
  ['season', 'Season'],
  ['addingUp', 'To add up'],
  ['orders', 'Orders'],
  ['signals', 'Signals'],
  ['promotions', 'Promotions'],
  ['newItems', 'New items'],
  ['override', 'By hand'],
  ['planned', 'Planned'],
] as const

/** What a forecast is made of, in a sentence and period by period; parts that are nothing everywhere have no column. */
export function MadeOf({ view }: { view: DemandView }) {
  const call = useCall(demandContract.explanation, { query: { ...queryOf(view), node: view.node } })
  const amounts = useAmounts(view.measure)
  return (
    <Ready call={call}>
      {({ periods, sentence }) => (
        <>
          <p className={classes.sentence}>{sentence}</p>
          {periods.length > 0 && <Parts periods={periods.slice(0, 12)} amounts={amounts} />}
        </>
      )}
    </Ready>
  )
}

function Parts({ periods, amounts: { full } }: { periods: PeriodExplained[]; amounts: Amounts }) {
  const shown = parts.filter(([part]) => part === 'level' || periods.some((period) => Math.abs(period[part]) >= 0.05))
  const written = (part: (typeof parts)[number][0], value: number) =>
    part === 'level' || part === 'planned' ? full(value) : `${value < 0 ? '−' : '+'}${full(Math.abs(value))}`
  return (
    <ScrollRegion label="What the forecast is made of">
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">Period</th>
            {shown.map(([part, head]) => (
              <th key={part} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {periods.map((period) => (
            <tr key={period.startsOn}>
              <th scope="row">{period.label}</th>
              {shown.map(([part]) => (
                <td key={part}>{written(part, period[part])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
