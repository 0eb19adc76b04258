import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { importsContract } from '../contract.ts'
import type { ImportRecord, QuarantinedRow } from '../schema.ts'
import classes from './imports.module.css'

const shownRows = 1000

/** The rows that were left out, mended where they stand: what was changed is checked and loaded as a file of its own. */
export function QuarantineRows({ file }: { file: ImportRecord }) {
  const call = useCall(importsContract.quarantinedRows, { params: { id: file.id }, query: { limit: shownRows } })
  return (
    <Ready call={call}>
      {({ columns, rows, total }) =>
        total === 0 ? (
          <p className={classes.facts}>No row waits any more: all were mended and loaded.</p>
        ) : (
          <Waiting file={file} names={columns} rows={rows} total={total} />
        )
      }
    </Ready>
  )
}

type Given = { file: ImportRecord; names: string[]; rows: QuarantinedRow[]; total: number }

function Waiting({ file, names, rows, total }: Given) {
  const { can } = useSession()
  const { number } = useFormat()
  const [mended, setMended] = useState<ReadonlyMap<number, string[]>>(new Map())
  const mayMend = can('imports:run')
  const columns = useMemo(() => columnsOf(names), [names])
  const shown = useMemo(() => rows.map((row) => ({ ...row, cells: mended.get(row.row) ?? row.cells })), [rows, mended])
  return (
    <>
      <Explained
        className={classes.facts}
        of="Rows left out"
        means="Rows that did not go in, as they stood in the file. Those that you change are loaded as a file of their own, by the same mapping; then they are gone from here."
      >
        {number(total)} {total === 1 ? 'row waits' : 'rows wait'}
        {total > rows.length && `, of which the first ${number(rows.length)} are shown`}
        {mayMend ? '. Change what is wrong, then check what you changed.' : '.'}
      </Explained>
      <DataGrid<QuarantinedRow>
        name="imports-quarantine"
        label="Rows left out"
        columns={columns}
        rows={shown}
        rowId={(row) => String(row.row)}
        height="420px"
        toolbar={mayMend && <CheckMended file={file} mended={mended} />}
        {...(mayMend && {
          onEdit: async (changes) => {
            setMended((before) => withChanges(before, { rows, changes }))
            return { refused: [] }
          },
        })}
      />
    </>
  )
}

/** Takes the changed rows in as a file of their own, checks it, and goes there. */
function CheckMended({ file, mended }: { file: ImportRecord; mended: ReadonlyMap<number, string[]> }) {
  const [, open] = useUrlParam('set')
  const check = useCommand(importsContract.check)
  const mend = useCommand(importsContract.mendRows)
  async function take(): Promise<void> {
    const rows = [...mended].map(([row, cells]) => ({ row, cells }))
    const taken = await mend.mutateAsync({ params: { id: file.id }, body: { rows } })
    await check.mutateAsync({ params: { setId: taken.setId } })
    open(taken.setId, { push: true })
  }
  return (
    <Button
      size="compact-sm"
      disabled={mended.size === 0}
      loading={mend.isPending || check.isPending}
      onClick={() => void take().catch(() => undefined)}
    >
      {mended.size === 1 ? 'Check the row you changed' : `Check the ${mended.size} rows you changed`}
    </Button>
  )
}

function withChanges(
  before: ReadonlyMap<number, string[]>,
  { rows, changes }: { rows: QuarantinedRow[]; changes: readonly { id: string; column: string; to: unknown }[] },
): ReadonlyMap<number, string[]> {
  const after = new Map(before)
  for (const { id, column, to } of changes) {
    const row = Number(id)
    const cells = after.get(row) ?? rows.find((each) => each.row === row)!.cells
    after.set(row, cells.with(Number(column.slice(1)), String(to ?? '')))
  }
  return after
}

function columnsOf(names: readonly string[]): Column<QuarantinedRow>[] {
  return [
    {
      id: 'line',
      header: 'Line',
      kind: 'number',
      adds: false,
      width: 70,
      value: (row) => row.line,
      phone: 'aside',
      definition: 'The line of the file.',
    },
    {
      id: 'why',
      header: 'Why it was left out',
      width: 320,
      value: (row) => row.problems.map(({ reason }) => reason).join('; '),
      phone: 'title',
    },
    ...names.map(
      (name, at): Column<QuarantinedRow> => ({
        id: `c${at}`,
        header: name,
        width: 130,
        phone: 'line',
        value: (row) => row.cells[at] ?? '',
        definition: `As it stood in the column "${name}" of the file.`,
        edit: {
          kind: 'text',
          value: (row) => row.cells[at] ?? '',
          apply: (row, value) => ({ ...row, cells: row.cells.with(at, String(value ?? '')) }),
        },
      }),
    ),
  ]
}
