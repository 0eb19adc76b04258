import { Box } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type SegmentName, segmentWords } from '../../view/dimension-names.ts'
import { SegmentPicker, useSegment } from './SegmentPicker.tsx'

type Told = { keys: string[]; labels: string[] }
export type Figure<Row> = {
  id: string
  header: string
  means: string
  of: (row: Row) => number | null
  /** Over all segments, for the foot of the table. */
  whole?: number
  /** Money that does not add up, such as the end of a range. */
  adds?: false
} & ({ as: 'count' | 'share' | 'days' | 'times' } | { as: 'money'; currency: string })

/** The figures of a tab told apart by whatever one chooses; a row opens its deals. */
export function BySegment<Row extends Told>(props: {
  name: string
  title: string
  /** What opening a row puts into the address as `door`, on this screen. */
  door?: (by: SegmentName, row: Row) => string
  /** Where opening a row leads instead; null for a row without deals. */
  opens?: (by: SegmentName, row: Row) => string | null
  /** What stands between the choice and the table. */
  words?: ReactNode
  /** Undefined while they are on their way. */
  rows: Row[] | undefined
  figures: Figure<Row>[]
}) {
  const { name, title, door, opens, rows, figures, words } = props
  const by = useSegment()
  const [, change] = useUrlParams()
  const format = useFormat()
  const columns = useMemo(
    () => [segmentColumn<Row>(by ? segmentWords(by) : ''), ...figures.map((figure) => columnOf(figure, format))],
    [by, figures, format],
  )
  return (
    <Box mt="xl">
      <Section title={title}>
        <SegmentPicker usual={null} />
        {by && rows && words}
        {by && !rows && <LoadingBlock height={160} />}
        {by && rows && (
          <DataGrid<Row>
            key={by}
            name={name}
            label="Segments"
            columns={columns}
            rows={rows.filter((row) => figures.some(({ of }) => of(row)))}
            rowId={({ keys }) => keys.join('|')}
            {...(door && { onOpen: (row) => change({ door: door(by, row) }, { push: true }) })}
            {...(opens && { opens: (row) => opens(by, row) })}
          />
        )}
      </Section>
    </Box>
  )
}

function segmentColumn<Row extends Told>(header: string): Column<Row> {
  return { id: 'segment', header, value: ({ labels }) => labels[0] ?? '', grow: true, phone: 'title' }
}

function columnOf<Row>(figure: Figure<Row>, format: ReturnType<typeof useFormat>): Column<Row> {
  const { id, header, means, of } = figure
  const shown = (value: number) => {
    if (figure.as === 'money') return format.money(value, figure.currency)
    if (figure.as === 'share') return format.percent(value, 1)
    return format.number(value, figure.as === 'count' ? 0 : 1)
  }
  const cell = (row: Row) => {
    const value = of(row)
    return value === null ? '' : shown(value)
  }
  const { as, whole } = figure
  const adds = figure.adds !== false && (as === 'money' || as === 'count')
  return {
    ...{ id, header, definition: means, kind: 'number', value: of, cell, adds },
    ...(whole !== undefined && { sum: shown(whole) }),
    ...(as === 'money' && { currency: () => figure.currency, width: 130 }),
  }
}
