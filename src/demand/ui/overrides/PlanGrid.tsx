import { Checkbox, Select, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { call } from '#platform/ui/call.ts'
import type { CellChange } from '#platform/ui/grid/changes.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast, toastError } from '#platform/ui/toast.tsx'
import { demandContract } from '../../contract.ts'
import { OverrideReason } from '../../overrides/schema.ts'
import type { PeriodAhead } from '../../schema.ts'
import classes from '../demand.module.css'
import { type Amounts, useAmounts } from '../use-amounts.ts'
import type { DemandView } from '../use-view.ts'

type Why = { reason: OverrideReason; note: string; locked: boolean }

/** A period to come, of a node or of a part of it. */
export type PlanRow = Pick<PeriodAhead, 'startsOn' | 'label' | 'mean' | 'lo80' | 'hi80' | 'planned' | 'override'>

/** The periods to come, with what is planned: typed, pasted or filled, for the reason chosen above. An empty cell takes it back. */
export function PlanGrid({
  view,
  rows,
  unit,
  part,
}: {
  view: DemandView
  rows: PlanRow[]
  unit?: string
  part?: string
}) {
  const { can } = useSession()
  const amounts = useAmounts(view.measure, unit)
  const [why, setWhy] = useState<Why>({ reason: 'other', note: '', locked: false })
  const columns = useMemo(() => columnsFor(amounts, why), [amounts, why])
  const edits = can('demand:override')
  return (
    <div className={classes.accuracy}>
      {edits ? (
        <WhyBar why={why} onChange={setWhy} />
      ) : (
        <p className={classes.calm}>Your role sees what is planned; planners set it by hand.</p>
      )}
      <DataGrid<PlanRow>
        name="demand-plan"
        label={`${view.grain}s to come`}
        scope={[view.node, view.territory ?? '', view.measure, part ?? ''].join(' ')}
        columns={columns}
        rows={rows}
        rowId={({ startsOn }) => startsOn}
        onOpen={() => view.change({ door: 'forecast' }, { push: true })}
        {...(edits && { onEdit: (changes: CellChange<PlanRow>[]) => save(changes, { view, why, part }) })}
        height="460px"
      />
    </div>
  )
}

function WhyBar({ why, onChange }: { why: Why; onChange: (why: Why) => void }) {
  return (
    <div className={classes.controls}>
      <Select
        aria-label="Reason"
        value={why.reason}
        data={OverrideReason.options.map((value) => ({ value, label: value[0]!.toUpperCase() + value.slice(1) }))}
        allowDeselect={false}
        onChange={(reason) => onChange({ ...why, reason: OverrideReason.parse(reason) })}
      />
      <TextInput
        aria-label="Note"
        placeholder="What you know that the data do not"
        value={why.note}
        style={{ flex: 1, minWidth: 220 }}
        onChange={(event) => onChange({ ...why, note: event.currentTarget.value })}
      />
      <Checkbox
        label="Keep when a wider node is set"
        checked={why.locked}
        style={{ alignSelf: 'center' }}
        onChange={(event) => onChange({ ...why, locked: event.currentTarget.checked })}
      />
    </div>
  )
}

type Change = CellChange<PlanRow>

/** Sends all edited cells at once; undo sends what stood before. */
async function save(changes: Change[], { view, why, part }: { view: DemandView; why: Why; part: string | undefined }) {
  const send = (unitsOf: (change: Change) => number | null) =>
    call(demandContract.setOverrides, {
      body: {
        grain: view.grain,
        overrides: changes.map((change) => ({
          ...{
            node: view.node,
            territory: view.territory,
            part: part ?? null,
            startsOn: change.id,
            value: unitsOf(change),
          },
          ...{ reason: why.reason, note: why.note.trim() || null, locked: why.locked },
        })),
      },
    })
  try {
    const { refused, awaitApproval } = await send(({ to }) => (to === null ? null : Number(to)))
    if (awaitApproval > 0) toast(`${awaitApproval} changes are large and await approval; until then they do not count.`)
    return {
      refused: refused.map(({ index, message }) => ({ id: changes[index]!.id, column: 'planned', says: message })),
      undo: async () => void (await send(({ row }) => row.override?.value ?? null)),
    }
  } catch (error) {
    toastError(error)
    return { refused: changes.map(({ id, column }) => ({ id, column, says: String(error) })) }
  }
}

function columnsFor({ unit, full }: Amounts, why: Why): Column<PlanRow>[] {
  return [
    { id: 'label', header: 'Period', value: ({ label }) => label, phone: 'title', width: 110 },
    {
      ...{ id: 'mean', header: 'Statistical', unit, kind: 'number', phone: 'off', width: 120 },
      definition: 'The forecast that adds up over all nodes, before anything is set by hand.',
      value: ({ mean }) => mean,
      cell: ({ mean }) => full(mean),
    },
    {
      ...{ id: 'planned', header: 'Planned', unit, kind: 'number', phone: 'aside', width: 120 },
      definition: 'With what was set by hand at this node, below and above it, shared out in whole units.',
      value: ({ planned }) => Math.round(planned),
      cell: ({ planned }) => full(planned),
      edit: {
        kind: 'number',
        digits: 0,
        value: ({ override, planned }) => override?.value ?? Math.round(planned),
        apply: (row, value) => ({
          ...row,
          planned: value === null ? row.mean : Number(value),
          override: value === null ? null : { ...why, value: Number(value), by: 'you', awaits: false },
        }),
      },
    },
    {
      ...{ id: 'change', header: 'By hand', unit, kind: 'number', phone: 'line', width: 110 },
      value: ({ planned, mean }) => planned - mean,
      cell: ({ planned, mean }) =>
        Math.abs(planned - mean) < 0.05 ? (
          ''
        ) : (
          <Tone tone="edited">{`${planned > mean ? '+' : '−'}${full(Math.abs(planned - mean))}`}</Tone>
        ),
    },
    {
      id: 'why',
      header: 'Why',
      phone: 'line',
      grow: true,
      value: ({ override }) => (override ? wordsOf(override) : ''),
    },
  ]
}

function wordsOf({ reason, by, locked, awaits }: NonNullable<PeriodAhead['override']>): string {
  return [reason, by, locked && 'kept', awaits && 'awaits approval'].filter(Boolean).join(' · ')
}
