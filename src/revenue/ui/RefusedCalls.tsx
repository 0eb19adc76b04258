import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { LateCall } from '../schema.ts'
import type { RollUpReply } from './RevenueScreen.tsx'
import classes from './revenue.module.css'

/** What was to be called and was refused, after the lock or as somebody had called meanwhile: in no sum, and known all the same. */
export function RefusedCalls({ rollUp }: { rollUp: RollUpReply }) {
  const format = useFormat()
  const [search, change] = useUrlParams()
  const columns = useMemo(() => columnsOf(format, rollUp), [format, rollUp])
  const { late, period } = rollUp
  return (
    <Section title="Refused calls">
      {late.length === 0 ? (
        <p className={classes.calm}>No call for {period.label} was refused.</p>
      ) : (
        <DataGrid<LateCall>
          name="revenue-refused"
          label="Refused calls"
          columns={columns}
          rows={late}
          rowId={({ id }) => id}
          openId={search.person ?? null}
          onOpen={({ personId }) => change({ person: personId }, { push: true })}
        />
      )}
    </Section>
  )
}

function columnsOf(
  { instant, money, number }: ReturnType<typeof useFormat>,
  { lines, currency }: RollUpReply,
): Column<LateCall>[] {
  const lineOf = new Map(lines.map((line) => [line.personId, line]))
  const open = ({ personId }: LateCall) => lineOf.get(personId)?.openMinor ?? 0
  const deals = ({ personId }: LateCall) => lineOf.get(personId)?.openDeals ?? 0
  return [
    { id: 'person', header: 'Person', value: ({ personName }) => personName, grow: true, phone: 'title' },
    { id: 'call', header: 'Call', width: 130, value: coversOf, phone: 'line' },
    {
      ...{ id: 'why', header: 'Why', width: 190, phone: 'line' },
      value: ({ reason }) => (reason === 'called meanwhile' ? 'another call came first' : reason),
    },
    {
      ...{ id: 'commit', header: 'Commit', kind: 'number', width: 130, phone: 'aside' },
      definition: 'What was to be called and was refused; it is in no sum.',
      value: ({ commitMinor }) => commitMinor,
      currency: () => currency,
      cell: ({ commitMinor }) => money(commitMinor, currency),
    },
    {
      ...{ id: 'deals', header: 'Deals', kind: 'number', width: 80, phone: 'line' },
      definition: 'Open deals of the person and everybody below that are due in the period.',
      value: deals,
      cell: (call) => number(deals(call)),
    },
    {
      ...{ id: 'open', header: 'Open', kind: 'number', width: 130, phone: 'line' },
      definition: 'What these deals are worth.',
      value: open,
      currency: () => currency,
      cell: (call) => money(open(call), currency),
    },
    {
      ...{ id: 'by', header: 'By', width: 140, ifRoom: true, phone: 'line' },
      value: ({ saidBy }) => saidBy ?? 'somebody',
    },
    { id: 'at', header: 'When', width: 190, value: ({ saidAt }) => saidAt, cell: ({ saidAt }) => instant(saidAt) },
    { id: 'note', header: 'Note', width: 180, value: ({ note }) => note, phone: 'line' },
  ]
}

function coversOf({ voice, covers }: LateCall): string {
  if (voice === 'manager') return 'adjustment'
  return covers === 'team' ? 'of the team' : 'of own deals'
}
