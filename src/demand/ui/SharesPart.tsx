import { SegmentedControl } from '@mantine/core'
import { FanChart } from '#platform/ui/charts/FanChart.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import type { SharedPart } from '../shares/contract.ts'
import { aheadPeriods } from '../summary.ts'
import classes from './demand.module.css'
import { PlanGrid } from './overrides/PlanGrid.tsx'
import { useAmounts } from './use-amounts.ts'
import { type DemandView, queryOf } from './use-view.ts'

type Periods = { startsOn: string; label: string }[]

/** A node by channel or by customer: the history and the forecast of one of them, and all of them beside each other. */
export function SharesPart({ view }: { view: DemandView }) {
  const [found, setBy] = useUrlParam('shares')
  const by = found === 'customer' ? 'customer' : 'channel'
  const { grain, measure, territory } = queryOf(view)
  const call = useCall(demandContract.shares, {
    query: { grain, measure, territory: territory ?? undefined, node: view.node, by },
  })
  return (
    <div className={classes.accuracy}>
      <SegmentedControl
        aria-label="By"
        value={by}
        onChange={(way) => setBy(way === 'channel' ? null : way)}
        data={[
          { value: 'channel', label: 'By channel' },
          { value: 'customer', label: 'By customer' },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      <Ready call={call}>
        {({ periods, ahead, parts }) =>
          parts.length === 0 ? (
            <p className={classes.calm}>Nothing of it was sold in a closed period yet.</p>
          ) : (
            <Shares view={view} periods={periods} ahead={ahead} parts={parts} />
          )
        }
      </Ready>
    </div>
  )
}

function Shares(given: { view: DemandView; periods: Periods; ahead: Periods; parts: SharedPart[] }) {
  const { view, periods, ahead, parts } = given
  const [chosen, choose] = useUrlParam('part')
  const part = parts.find(({ key }) => key === chosen) ?? parts[0]!
  const amounts = useAmounts(view.measure)
  return (
    <>
      <FanChart
        label={`Demand of ${part.name}`}
        unit={amounts.unit}
        format={amounts.full}
        history={periods.map(({ startsOn, label }, i) => ({
          ...{ period: startsOn, label, value: part.history[i]!, counted: null },
        }))}
        running={null}
        forecast={ahead.map(({ startsOn, label }, i) => {
          const { mean, lo80, hi80, planned, override } = part.ahead[i]!
          const set = Math.abs(planned - mean) > 0.05 ? planned : null
          const bands = [{ level: 80, lo: lo80, hi: hi80 }]
          return {
            period: startsOn,
            label,
            mean,
            bands,
            previous: null,
            override: set,
            reason: override?.reason ?? null,
          }
        })}
      />
      <Explained
        className={classes.sentence}
        of="Shares"
        means="Each takes part in the forecast by what it held of late, older periods counting less; all of them sum exactly to the forecast above. A channel or a customer that is set by hand moves the whole by as much, unless that is set too; the others then share what is left. The error is that of earlier forecasts made so, one to three periods ahead; the naive one repeats the same period of the year before."
      >
        {part.name}: {amounts.full(part.next)} expected in the next {aheadPeriods[view.grain]} {view.grain}s.
      </Explained>
      <PartTable parts={parts} grain={view.grain} full={amounts.full} chosen={part.key} choose={choose} />
      {view.measure === 'units' && part.key.includes(':') && !view.node.startsWith('group:') && (
        <section aria-label={`${part.name}, set by hand`}>
          <h2 className={classes.sentence}>{part.name}, set by hand</h2>
          <PlanGrid
            key={part.key}
            view={view}
            part={part.key}
            rows={ahead.map((period, i) => ({ ...period, ...part.ahead[i]! }))}
          />
        </section>
      )}
    </>
  )
}

function PartTable(given: {
  parts: SharedPart[]
  grain: DemandView['grain']
  full: (value: number) => string
  chosen: string
  choose: (key: string | null) => void
}) {
  const { parts, grain, full, chosen, choose } = given
  const { percent } = useFormat()
  const next = `Next ${aheadPeriods[grain]} ${grain}s`
  const last = grain === 'month' ? 12 : 52
  return (
    <ScrollRegion label="Channels or customers">
      <table className={classes.plain}>
        <thead>
          <tr>
            {['Name', 'Share', `Last ${last} ${grain}s`, next, 'Error', 'Naive error'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map(({ key, name, share, history, next: expected, accuracy }) => (
            <tr key={key}>
              <th scope="row">
                <button
                  type="button"
                  className={classes.pick}
                  aria-pressed={key === chosen}
                  onClick={() => choose(key)}
                >
                  {name}
                </button>
              </th>
              <td>{percent(share)}</td>
              <td>{full(history.slice(-last).reduce((sum, value) => sum + value, 0))}</td>
              <td>{full(expected)}</td>
              <td>{accuracy ? percent(accuracy.wape) : "can't tell"}</td>
              <td>{accuracy?.naiveWape == null ? '' : percent(accuracy.naiveWape)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
