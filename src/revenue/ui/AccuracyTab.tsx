import { Group, SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParam, useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { revenueContract } from '../contract.ts'
import type { CallAccuracy } from '../schema.ts'
import classes from './revenue.module.css'
import { useView } from './use-view.ts'

const daysOffered = ['1', '30', '60']

/** How good calls were over the last eight ended periods, at a day of the period. */
export function AccuracyTab() {
  const [search, change] = useUrlParams()
  const { period, asOf } = useView()
  const { percent } = useFormat()
  const day = daysOffered.includes(search.day ?? '') ? search.day! : '30'
  const covers = search.covers === 'team' ? 'team' : 'own'
  const judged = search.judged === 'end' ? 'at the end' : 'latest'
  const call = useCall(revenueContract.accuracy, {
    query: { grain: period.grain, day: Number(day), covers, judged, ...asOf },
  })
  return (
    <section aria-label="Accuracy of calls">
      <p className={classes.calm} data-explained>
        Accuracy is 1 minus the sum of misses by the sum closed; it may be negative. Bias above zero is over-calling,
        with its {percent(0.95)} interval. Held against what closed in each of the last eight ended periods,{' '}
        {judged === 'at the end'
          ? 'as it was known at the end of each'
          : asOf.known === 'then'
            ? 'as it was known on the day looked at'
            : 'as it is known now'}
        .
      </p>
      <Group gap="xs" mb="sm">
        <SegmentedControl
          size="xs"
          aria-label="Day of the period"
          value={day}
          onChange={(value) => change({ day: value === '30' ? null : value })}
          data={daysOffered.map((value) => ({ value, label: `Day ${value}` }))}
        />
        <SegmentedControl
          size="xs"
          aria-label="Which calls"
          value={covers}
          onChange={(value) => change({ covers: value === 'own' ? null : value })}
          data={[
            { value: 'own', label: 'Of own deals' },
            { value: 'team', label: 'Of teams' },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label="Judged by"
          value={judged}
          onChange={(value) => change({ judged: value === 'latest' ? null : 'end' })}
          data={[
            { value: 'latest', label: 'As known now' },
            { value: 'at the end', label: 'As known at each period’s end' },
          ]}
        />
      </Group>
      <Ready call={call} loading={<LoadingBlock height={280} />}>
        {({ lines }) => (lines.length === 0 ? <None /> : <Lines lines={lines} />)}
      </Ready>
    </section>
  )
}

function None() {
  return (
    <p className={classes.calm}>No ended period has a call that stood on this day, so nothing can be measured yet.</p>
  )
}

function Lines({ lines }: { lines: CallAccuracy[] }) {
  const format = useFormat()
  const columns = useMemo(() => columnsOf(format), [format])
  const [, open] = useUrlParam('person')
  return (
    <DataGrid<CallAccuracy>
      name="revenue-accuracy"
      label="People"
      columns={columns}
      rows={lines}
      rowId={(line) => line.personId}
      onOpen={({ personId }) => open(personId, { push: true })}
    />
  )
}

function columnsOf({ percent, number }: ReturnType<typeof useFormat>): Column<CallAccuracy>[] {
  const share = (value: number | null) =>
    value === null ? <span className={classes.none}>can’t tell</span> : percent(value)
  return [
    { id: 'name', header: 'Person', value: (line) => line.name, grow: true, phone: 'title' },
    { id: 'verdict', header: 'In words', width: 160, value: (line) => line.verdict, cell: verdictOf, phone: 'line' },
    {
      id: 'bias',
      header: 'Bias',
      kind: 'number',
      width: 90,
      value: (line) => line.bias,
      definition:
        'Called less closed, divided by closed, over the last eight ended periods; above zero is over-calling.',
      cell: (line) => share(line.bias),
      phone: 'line',
    },
    {
      id: 'interval',
      header: `${percent(0.95)} interval`,
      width: 150,
      value: (line) => line.biasFrom,
      definition: `Where the bias lies with ${percent(0.95)} confidence; an interval that holds zero is no bias.`,
      cell: (line) =>
        line.biasFrom === null ? share(null) : `${percent(line.biasFrom)} to ${percent(line.biasTo ?? line.biasFrom)}`,
      phone: 'line',
    },
    {
      id: 'accuracy',
      header: 'Accuracy',
      kind: 'number',
      width: 100,
      value: (line) => line.accuracy,
      definition: '1 minus the sum of misses by the sum closed; negative where misses are larger than what closed.',
      cell: (line) => share(line.accuracy),
      phone: 'line',
    },
    {
      id: 'periods',
      header: 'Periods',
      kind: 'number',
      width: 90,
      value: (line) => line.periods,
      definition: 'Ended periods with a call on this day, of the last eight.',
      cell: (line) => number(line.periods),
      phone: 'line',
    },
  ]
}

function verdictOf({ verdict }: CallAccuracy) {
  if (verdict === 'calls too high') return <Tone tone="behind">{verdict}</Tone>
  if (verdict === 'calls too low') return <Tone tone="uncertain">{verdict}</Tone>
  return <span className={classes.none}>{verdict}</span>
}
