import { SegmentedControl } from '@mantine/core'
import { BarChart } from '#platform/ui/charts/BarChart.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { ValueAdded } from '../../overrides/schema.ts'
import classes from '../demand.module.css'
import type { DemandView } from '../use-view.ts'
import { ToDrop } from './ToDrop.tsx'

const ways = ['contributor', 'family', 'reason', 'lag', 'contributor and lag'] as const

/** What overrides were worth: points of accuracy won or lost against the statistical forecast, with how sure that is. */
export function ValueAddedPart({ view }: { view: DemandView }) {
  const [found, setBy] = useUrlParam('by')
  const by = ways.find((way) => way === found) ?? 'contributor'
  const call = useCall(demandContract.valueAdded, { query: { grain: view.grain, by } })
  return (
    <div className={classes.accuracy}>
      <SegmentedControl
        aria-label="By"
        value={by}
        onChange={(way) => setBy(way === 'contributor' ? null : way)}
        data={ways.map((value) => ({ value, label: value[0]!.toUpperCase() + value.slice(1) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      <Ready call={call}>
        {({ all, parts, toDrop }) =>
          all === null || all.points === null ? (
            <p className={classes.calm}>No period with an override is over yet. Then each is held against what came.</p>
          ) : (
            <>
              <ToDrop overrides={toDrop} grain={view.grain} />
              <Measured all={all} parts={parts.filter((part) => part.points !== null)} />
            </>
          )
        }
      </Ready>
    </div>
  )
}

function Measured({ all, parts }: { all: ValueAdded; parts: ValueAdded[] }) {
  const { number, percent } = useFormat()
  const points = usePoints()
  const range =
    all.lo !== null && all.hi !== null && ` (${percent(0.8)} between ${points(all.lo)} and ${points(all.hi)})`
  return (
    <>
      <p>
        <strong>
          {number(all.overrides)} {all.overrides === 1 ? 'override' : 'overrides'} {all.points! >= 0 ? 'added' : 'cost'}{' '}
          {points(Math.abs(all.points!))} points of accuracy{range}.
        </strong>{' '}
        {parts.some(({ verdict }) => verdict === 'hurts') &&
          'Where they hurt, leave the statistical forecast as it is.'}
      </p>
      <BarChart
        label="Points of accuracy added"
        unit="points"
        bars={parts.map(({ key, points: value, verdict }) => ({
          ...{ id: key, label: key, value: Math.round(value! * 1000) / 10 },
          ...(verdict === 'helps' && { tone: 'ahead' as const }),
          ...(verdict === 'hurts' && { tone: 'behind' as const }),
        }))}
      />
      <ScrollRegion label="Value added by overrides">
        <table className={classes.plain}>
          <thead>
            <tr>
              {[
                'Who or what',
                'Overrides',
                'Error without',
                'Error with',
                'Points',
                `${percent(0.8)} range`,
                'So it',
              ].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <Row key={part.key} part={part} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

function Row({ part }: { part: ValueAdded }) {
  const { number, percent } = useFormat()
  const points = usePoints()
  const { key, overrides, statisticalWape, overrideWape, lo, hi, verdict } = part
  return (
    <tr>
      <th scope="row">{key}</th>
      <td>{number(overrides)}</td>
      <td>{percent(statisticalWape!)}</td>
      <td>{percent(overrideWape!)}</td>
      <td>{points(part.points!)}</td>
      <td>{lo === null || hi === null ? 'too few' : `${points(lo)} to ${points(hi)}`}</td>
      <td>
        {verdict === "we can't tell" ? verdict : <Tone tone={verdict === 'helps' ? 'ahead' : 'behind'}>{verdict}</Tone>}
      </td>
    </tr>
  )
}

function usePoints(): (share: number) => string {
  const { number } = useFormat()
  return (share) => `${share < 0 ? '−' : ''}${number(Math.abs(share) * 100, 1)}`
}
