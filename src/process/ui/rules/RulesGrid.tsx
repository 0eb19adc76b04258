import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { RuleRow } from '../../rules/contract.ts'

/** The rules, each with what it did in 90 days. */
export function RulesGrid({ rules, currency }: { rules: RuleRow[]; currency: string }) {
  const [, open] = useUrlParam('rule')
  const columns = useColumns(currency)
  return (
    <DataGrid<RuleRow>
      name="process-rules"
      label="Rules"
      columns={columns}
      rows={rules}
      rowId={({ id }) => id}
      onOpen={({ id }) => open(id, { push: true })}
      empty={
        <EmptyState
          title="No rules yet"
          teaches="A rule says what a deal needs before it moves, what is to be done in a stage, how long a stage may take, who gets new deals, and why deals are lost. Each shows how often it fired and what that cost or saved."
        />
      }
    />
  )
}

function useColumns(currency: string): Column<RuleRow>[] {
  const { number, shortMoney } = useFormat()
  return useMemo(
    (): Column<RuleRow>[] => [
      { id: 'name', header: 'Rule', value: ({ name }) => name, width: 230, phone: 'title' },
      { id: 'words', header: 'In words', value: ({ inWords }) => inWords, grow: true, phone: 'line' },
      { id: 'state', header: 'State', value: ({ isOn }) => (isOn ? 'on' : 'paused'), width: 80 },
      {
        id: 'fired',
        header: 'Fired',
        kind: 'number',
        width: 80,
        phone: 'aside',
        value: ({ effect }) => effect.fired,
        cell: ({ effect }) => number(effect.fired),
        definition: 'How often it refused, added actions, escalated, assigned or asked in the last 90 days.',
      },
      {
        id: 'worth',
        header: 'Worth',
        kind: 'number',
        width: 110,
        value: ({ effect }) => effect.amountMinor,
        currency: () => currency,
        cell: ({ effect }) => shortMoney(effect.amountMinor, currency),
        definition: 'The deals it fired on in the last 90 days, each once.',
      },
      { id: 'effect', header: 'Cost or saved', value: ({ effect }) => effect.says, width: 380, phone: 'line' },
    ],
    [number, shortMoney, currency],
  )
}
