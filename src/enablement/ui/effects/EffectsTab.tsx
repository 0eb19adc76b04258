import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../../contract.ts'
import type { Effect, MeasuredEffect } from '../../effects/contract.ts'
import { Interval } from './Interval.tsx'
import { rangeOf, toneOf } from './shown.ts'

/** What courses and resources do to win rate and cycle. */
export function EffectsTab() {
  const [{ effect }, change] = useUrlParams()
  const call = useCall(enablementContract.effects)
  const format = useFormat()
  const columns = useMemo(() => columnsOf(format), [format])
  return (
    <Ready call={call} loading={<LoadingBlock height={420} />}>
      {({ effects }) => (
        <DataGrid<MeasuredEffect>
          name="effects"
          label="Effects"
          columns={columns}
          rows={effects}
          rowId={({ id }) => id}
          openId={effect ?? null}
          onOpen={({ id }) => change({ effect: id }, { push: true })}
          empty={
            <EmptyState
              title="Nothing to measure yet"
              teaches="The effect of a course is measured once people complete it and close deals before and after; of a resource, once it is opened on deals."
            />
          }
        />
      )}
    </Ready>
  )
}

function columnsOf(format: ReturnType<typeof useFormat>): Column<MeasuredEffect>[] {
  const { number } = format
  const interval = `${format.percent(0.95)} interval`
  return [
    { id: 'name', header: 'What', value: ({ name }) => name, grow: true, width: 230, phone: 'title' },
    {
      id: 'verdict',
      header: 'On the win rate',
      value: ({ winRate }) => winRate.verdict,
      cell: ({ winRate }) => <Verdict effect={winRate} />,
      width: 190,
      phone: 'aside',
      definition: `It helps or hurts where the whole ${interval} is on one side of zero.`,
    },
    {
      id: 'estimate',
      header: 'Difference',
      kind: 'number',
      adds: false,
      value: ({ winRate }) => winRate.estimate,
      cell: ({ winRate }) => rangeOf(winRate, 'points', format),
      width: 210,
      phone: 'line',
      definition: `Percentage points of the win rate, with the ${interval}.`,
    },
    {
      id: 'interval',
      ifRoom: true,
      header: '−30 to +30 points',
      value: () => null,
      cell: ({ winRate }) => <Interval effect={winRate} reach={0.3} />,
      width: 190,
      phone: 'off',
      sortable: false,
    },
    {
      id: 'cycle',
      header: 'Cycle',
      value: ({ cycle }) => cycle.estimate,
      cell: ({ cycle }) => rangeOf(cycle, 'share', format),
      width: 200,
      phone: 'line',
      definition: `How much longer (+) or shorter (−) won deals take, with the ${interval}.`,
    },
    {
      id: 'deals',
      header: 'Deals',
      kind: 'number',
      value: ({ deals }) => deals,
      cell: ({ deals }) => number(deals),
      width: 90,
      phone: 'off',
      definition: 'Closed deals that were opened with it.',
    },
    {
      id: 'people',
      ifRoom: true,
      header: 'People',
      kind: 'number',
      adds: false,
      value: ({ people }) => people,
      cell: ({ people }) => number(people),
      width: 90,
      phone: 'off',
    },
  ]
}

function Verdict({ effect }: { effect: Effect }) {
  const tone = toneOf(effect)
  return tone ? <Tone tone={tone}>{effect.verdict}</Tone> : effect.verdict
}
