import { type ReactNode, useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Attainment, AttainmentLine } from '../schema.ts'
import { toneOf } from './GoalsAnswer.tsx'
import classes from './goals.module.css'
import { MiniBullet } from './MiniBullet.tsx'

/** Lines of one kind, the largest gap in money first; a row opens its quota and its deals. */
export function LinesGrid(props: { attainment: Attainment; lines: AttainmentLine[]; label: string }) {
  const { attainment, lines, label } = props
  const [search, change] = useUrlParams()
  const format = useFormat()
  const columns = useMemo(() => lineColumns({ attainment, format, label }), [attainment, format, label])
  return (
    <DataGrid<AttainmentLine>
      key={label}
      name={`goals-${label.toLowerCase()}`}
      label={label}
      columns={columns}
      rows={lines}
      rowId={(line) => lineId(line)}
      openId={search.line ?? null}
      onOpen={(line) => change({ line: lineId(line) }, { push: true })}
      sort="gap:desc"
    />
  )
}

/** The name of a line in the address. */
export function lineId(line: Pick<AttainmentLine, 'subjectKind' | 'subjectId'>): string {
  return `${line.subjectKind}.${line.subjectId ?? ''}`
}

type Context = { attainment: Attainment; format: ReturnType<typeof useFormat>; label: string }

function lineColumns({ attainment, format, label }: Context): Column<AttainmentLine>[] {
  const { currency, elapsed } = attainment
  const money = (minor: number | null) =>
    minor === null ? <span className={classes.none}>none</span> : format.money(minor, currency)
  return [
    {
      id: 'name',
      header: label === 'People' ? 'Person' : label.replace(/ies$/, 'y').replace(/s$/, ''),
      value: (line) => line.name,
      cell: (line) =>
        line.isRollUp ? (
          <span>
            {line.name} <span className={classes.none}>and team</span>
          </span>
        ) : (
          line.name
        ),
      grow: true,
      phone: 'title',
    },
    {
      id: 'bar',
      header: 'Closed of quota',
      value: (line) => line.attainment,
      cell: (line) => <MiniBullet line={line} elapsed={elapsed} />,
      width: 140,
      phone: 'off',
    },
    {
      id: 'attainment',
      header: 'Attained',
      kind: 'number',
      width: 96,
      value: (line) => line.attainment,
      cell: (line) =>
        line.attainment === null ? '' : <Tone tone={toneOf(line, elapsed)}>{format.percent(line.attainment)}</Tone>,
      phone: 'line',
    },
    {
      id: 'closed',
      header: 'Closed',
      kind: 'number',
      width: 126,
      value: (line) => line.closedMinor,
      currency: () => currency,
      cell: (line) => money(line.closedMinor),
      phone: 'line',
    },
    {
      id: 'quota',
      header: 'Quota',
      kind: 'number',
      width: 146,
      value: (line) => line.quotaMinor,
      currency: () => currency,
      cell: (line) => <Quota line={line} text={money(line.quotaMinor)} />,
    },
    {
      id: 'gap',
      header: 'Gap',
      kind: 'number',
      width: 126,
      value: (line) => line.gapMinor,
      currency: () => currency,
      cell: (line) =>
        line.gapMinor === null
          ? ''
          : line.gapMinor > 0
            ? money(line.gapMinor)
            : `+${format.money(-line.gapMinor, currency)} above`,
      phone: 'aside',
    },
    {
      id: 'open',
      header: 'Open for it',
      kind: 'number',
      width: 126,
      value: (line) => line.openMinor,
      currency: () => currency,
      cell: (line) => money(line.openMinor),
    },
    {
      id: 'coverage',
      header: 'Coverage',
      unit: '×',
      kind: 'number',
      width: 96,
      value: (line) => line.coverage,
      cell: (line) => (line.coverage === null ? '' : format.number(line.coverage, 1)),
      phone: 'off',
    },
  ]
}

const marks: Partial<Record<AttainmentLine['quotaBasis'], { sign: string; words: string }>> = {
  'sum of reports': { sign: 'Σ', words: 'Sum of the quotas below' },
  'sum of shorter periods': { sign: 'Σ', words: 'Sum of the quotas of shorter periods' },
  incomplete: { sign: '○', words: 'Part of the period has no quota' },
}

function Quota({ line, text }: { line: AttainmentLine; text: ReactNode }) {
  const mark = marks[line.quotaBasis]
  return (
    <>
      {mark && (
        <span className={classes.none} title={mark.words} role="img" aria-label={mark.words}>
          {mark.sign}{' '}
        </span>
      )}
      {text}
    </>
  )
}
