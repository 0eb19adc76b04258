import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { AsOf, SeriesDetail } from '../schema.ts'
import { AccuracyPart } from './AccuracyPart.tsx'
import classes from './demand.module.css'
import { LinesBehind } from './LinesBehind.tsx'
import { useAmounts } from './use-amounts.ts'
import type { DemandView } from './use-view.ts'
import { MadeOf } from './versions/MadeOf.tsx'
import { PriceVolume } from './versions/PriceVolume.tsx'

type Given = { view: DemandView; detail: SeriesDetail }

const unlisted = 'Order lines without an item; in money also those without a rate. The tab "Left out" counts them.'

/** Behind an expected number: what it means, what it was made from, and its parts. */
export function ForecastDrawer({ view, detail }: Given) {
  const amounts = useAmounts(view.measure, detail.unit)
  const { next, name, model, reason, observations } = detail
  const ahead = detail.ahead.slice(0, next.periods)
  const isGroup = detail.level === 'group'
  const hasBase = ahead.every((period) => period.alone !== null)
  const base = ahead.reduce((sum, period) => sum + (period.alone ?? 0), 0)
  const signed = (value: number) => `${value > 0 ? '+' : ''}${amounts.full(value)}`
  return (
    <DetailDrawer
      param="door"
      value="forecast"
      title={`What is expected of ${name}`}
      definition={
        isGroup
          ? 'The sum of what is expected of its items, as published. The range of several periods adds theirs, which is as wide as it can be.'
          : `The mean of what may come, forecast from ${observations} closed ${view.grain}s. Families, items and territories ` +
            'are each forecast alone, then moved as little as their ranges ask until all add up. The range of several ' +
            'periods adds theirs, which is as wide as it can be.'
      }
      asOf={<AsOfWords asOf={detail.asOf} />}
      leftOut={unlisted}
    >
      {!isGroup && <MadeOf view={view} />}
      {view.measure === 'money' && !isGroup && <PriceVolume view={view} />}
      <dl className={classes.facts}>
        <dt>Model</dt>
        <dd>{model}</dd>
        {reason && <dt>Why</dt>}
        {reason && <dd>{reason}</dd>}
      </dl>
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">Period</th>
            {hasBase && <th scope="col">Base forecast</th>}
            {hasBase && <th scope="col">Reconciliation</th>}
            <th scope="col">Expected, {amounts.unit}</th>
            <th scope="col">{amounts.width(0.8)} range</th>
          </tr>
        </thead>
        <tbody>
          {ahead.map((period) => (
            <tr key={period.startsOn}>
              <th scope="row">{period.label}</th>
              {hasBase && <td>{amounts.full(period.alone!)}</td>}
              {hasBase && <td>{signed(period.mean - period.alone!)}</td>}
              <td>{amounts.full(period.mean)}</td>
              <td>
                {amounts.full(period.lo80)} – {amounts.full(period.hi80)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            {hasBase && <td>{amounts.full(base)}</td>}
            {hasBase && <td>{signed(next.mean - base)}</td>}
            <td>{amounts.full(next.mean)}</td>
            <td>
              {amounts.full(next.lo80)} – {amounts.full(next.hi80)}
            </td>
          </tr>
        </tfoot>
      </table>
    </DetailDrawer>
  )
}

/** Behind a measured error: how it was measured, and all its figures. */
export function AccuracyDrawer({ view, detail }: Given) {
  return (
    <DetailDrawer
      param="door"
      value="accuracy"
      title={`How good forecasts of ${detail.name} have been`}
      definition={
        'Rolling origin: standing at earlier periods, the next ones were forecast from what was known then, and compared ' +
        'with what came. WAPE is the sum of misses over the sum of what came. The naive forecast repeats the same period ' +
        'of the year before. MASE below 1 beats it in sample.' +
        (detail.level === 'group'
          ? ' Of a group: the forecasts of its items, each as made alone at the time, summed.'
          : '')
      }
      asOf={<AsOfWords asOf={detail.asOf} />}
      leftOut={unlisted}
    >
      <AccuracyPart view={view} detail={detail} />
    </DetailDrawer>
  )
}

/** Behind what happened in a period: its exact sum and the order lines it was summed from. */
export function PeriodDrawer({ view, detail }: Given) {
  const amounts = useAmounts(view.measure, detail.unit)
  const { history, running } = detail
  const labelOf = (startsOn: string) =>
    [...history, ...(running ? [running] : [])].find((period) => period.startsOn === startsOn)?.label ?? startsOn
  const soldIn = (startsOn: string) =>
    history.find((period) => period.startsOn === startsOn)?.value ?? running?.soFar ?? '0'
  return (
    <DetailDrawer
      param="period"
      title={(startsOn) => `${detail.name}, ${labelOf(startsOn)}`}
      definition={
        view.measure === 'units'
          ? 'The exact sum of the quantities of all order lines placed in this period.'
          : 'The exact sum of all order lines placed in this period, in company currency at the rate of the day of order.'
      }
      asOf={<AsOfWords asOf={detail.asOf} />}
      leftOut={unlisted}
    >
      {(startsOn) => (
        <>
          <p className={classes.sentence}>
            {amounts.exact(soldIn(startsOn))} {view.measure === 'units' ? amounts.unit : ''}
          </p>
          <LinesBehind view={view} startsOn={startsOn} />
        </>
      )}
    </DetailDrawer>
  )
}

function AsOfWords({ asOf }: { asOf: AsOf }) {
  const { day, instant } = useFormat()
  return (
    <>
      Order lines from {day(asOf.firstOn)} to {day(asOf.lastOn)}, read {instant(asOf.dataAt)}; closed to{' '}
      {day(asOf.closedTo)}; forecast {instant(asOf.forecastAt)}.
    </>
  )
}
