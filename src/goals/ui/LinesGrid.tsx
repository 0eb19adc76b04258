import { type ReactNode, useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import type { CellEdit } from '#platform/ui/grid/edit.ts'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Attainment, AttainmentLine } from '../schema.ts'
import { toneOf } from './GoalsAnswer.tsx'
import classes from './goals.module.css'
import { MiniBullet } from './MiniBullet.tsx'
import { useQuotaEdit } from './use-quota-edit.ts'

/** Lines of one kind, the largest gap in money first; a row opens its quota and its deals. */
export function LinesGrid(props: { attainment: Attainment; lines: AttainmentLine[]; label: string }) {
  const { attainment, lines, label } = props
  const [search, change] = useUrlParams()
  const format = useFormat()
  const { can } = useSession()
  const { edit, onEdit } = useQuotaEdit(attainment)
  const columns = useMemo(() => lineColumns({ attainment, format, label, edit }), [attainment, format, label, edit])
  return (
    <DataGrid<AttainmentLine>
      key={label}
      name={`goals-${label.toLowerCase()}`}
      label={label}
      scope={`${attainment.period.from} ${attainment.period.to}`}
      columns={columns}
      rows={lines}
      rowId={(line) => lineId(line)}
      openId={search.line ?? null}
      onOpen={(line) => change({ line: lineId(line) }, { push: true })}
      sort="gap:desc"
      {...(can('goals:edit') && { onEdit })}
    />
  )
}

/** The name of a line in the address. */
export function lineId(line: Pick<AttainmentLine, 'subjectKind' | 'subjectId'>): string {
  return `${line.subjectKind}.${line.subjectId ?? ''}`
}

type Context = {
  attainment: Attainment
  format: ReturnType<typeof useFormat>
  label: string
  edit: CellEdit<AttainmentLine>
}

function lineColumns(context: Context): Column<AttainmentLine>[] {
  return [...attainmentColumns(context), ...moneyColumns(context)]
}

function attainmentColumns({ attainment: { elapsed }, format, label }: Context): Column<AttainmentLine>[] {
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
      header: 'Progress',
      value: (line) => line.attainment,
      cell: (line) => <MiniBullet line={line} elapsed={elapsed} />,
      width: 140,
      phone: 'off',
    },
    {
      id: 'attainment',
      adds: false,
      header: 'Attained',
      kind: 'number',
      width: 96,
      value: (line) => line.attainment,
      cell: (line) =>
        line.attainment === null ? '' : <Tone tone={toneOf(line, elapsed)}>{format.percent(line.attainment)}</Tone>,
      phone: 'line',
    },
  ]
}

function moneyColumns({ attainment: { currency }, format, edit }: Context): Column<AttainmentLine>[] {
  const money = (minor: number | null) =>
    minor === null ? <span className={classes.none}>none</span> : format.money(minor, currency)
  return [
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
      edit,
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
      adds: false,
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
  'other dates': { sign: '○', words: 'The quotas have other dates; see the tab Quotas' },
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
