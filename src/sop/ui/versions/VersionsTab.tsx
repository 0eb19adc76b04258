import { NativeSelect } from '@mantine/core'
import { Waterfall } from '#platform/ui/charts/Waterfall.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useGo, useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { monthAfter } from '../../cycle/state.ts'
import type { Adherence } from '../../versions/contract.ts'
import { partOf } from '../part-of.ts'
import classes from '../sop.module.css'
import { TextTable } from '../TextTable.tsx'

/** Plans through time: how well they came true, how one month moved from cycle to cycle, and that nobody changed them. */
export function VersionsTab({ cycle }: { cycle: CycleView }) {
  const adherence = useCall(sopContract.adherence, { query: { lag: 1 } })
  const verified = useCall(sopContract.verify, { params: { id: cycle.id } })
  return (
    <>
      <Section title="Plan adherence, one month ahead">
        <Ready call={adherence} loading={<LoadingBlock height={240} />}>
          {(data) => <AdherenceTable cycle={cycle} data={data} />}
        </Ready>
      </Section>
      <MonthWaterfall cycle={cycle} />
      <Section title="As it was written">
        <Ready call={verified}>
          {({ says }) => (
            <p className={classes.calm} data-explained data-tile>
              {says} <NumberDoor value="The acts" door={cycle.id} param="acts" />
            </p>
          )}
        </Ready>
      </Section>
    </>
  )
}

function AdherenceTable({ cycle, data }: { cycle: CycleView; data: Adherence }) {
  const { number, percent, month: monthOf } = useFormat()
  const share = (value: number | null) => (value === null ? 'cannot be told' : percent(value, 1))
  const below = (value: string) => <NumberBelow value={value} rows="Table: Plan adherence by month" />
  return (
    <>
      <Explained
        className={classes.calm}
        of="Adherence"
        means="The consensus of each cycle is held against the orders of the following month. The tracking signal is the sum of misses by their mean size; beyond 4 the plan is biased."
      >
        {data.reason ?? (
          <>
            {below(share(data.adherence))} of what was planned came as planned; bias {below(share(data.bias))}, tracking
            signal {below(data.trackingSignal === null ? 'cannot be told' : number(data.trackingSignal, 1))}. Adherence
            is 1 less the sum of absolute differences over the sum of the plan.
          </>
        )}
      </Explained>
      <TextTable
        label="Plan adherence by month"
        heads={[
          'Month',
          { label: 'Planned', right: true },
          { label: 'Came', right: true },
          { label: 'Adherence', right: true },
        ]}
        none="No month has closed that a cycle planned a month before."
        rows={data.months.map(({ month, planned, actual, adherence }) => ({
          id: month,
          to: partOf(cycle, 'versions', { month }),
          cells: [monthOf(month), number(planned), number(actual), share(adherence)],
        }))}
      />
    </>
  )
}

function MonthWaterfall({ cycle }: { cycle: CycleView }) {
  const { number, month: monthOf } = useFormat()
  const go = useGo()
  const [found, choose] = useUrlParam('month')
  const months = Array.from({ length: 8 }, (_, at) => monthAfter(cycle.month, at - 5))
  const month = found ?? monthAfter(cycle.month, -1)
  const waterfall = useCall(sopContract.waterfall, { query: { month } })
  return (
    <Section
      title="How one month moved"
      aside={
        <NativeSelect
          size="xs"
          aria-label="Month"
          value={month}
          onChange={(event) => choose(event.currentTarget.value)}
          data={months.map((value) => ({ value, label: monthOf(value) }))}
        />
      }
    >
      <Ready call={waterfall}>
        {({ steps, actual, lastChange }) =>
          steps.length === 0 ? (
            <p className={classes.calm}>No cycle planned this month.</p>
          ) : (
            <Waterfall
              label={`Units planned for ${monthOf(month)}, cycle by cycle`}
              format={number}
              onOpen={(id) => id !== 'miss' && id !== 'actual' && go(partOf({ id }, 'consensus'))}
              steps={[
                ...steps.map(({ cycleId, lag, units, change }) => ({
                  id: cycleId,
                  label: `lag ${lag}`,
                  value: change ?? units,
                  kind: change === null ? ('total' as const) : ('change' as const),
                })),
                ...(lastChange === null || actual === null
                  ? []
                  : [
                      { id: 'miss', label: 'came differently', value: lastChange, kind: 'change' as const },
                      { id: 'actual', label: 'came', value: actual, kind: 'total' as const },
                    ]),
              ]}
            />
          )
        }
      </Ready>
    </Section>
  )
}
