import { dayAfter } from '@drumbeat/periods'
import { Button, Group, NumberInput } from '@mantine/core'
import { useMemo } from 'react'
import { companyContract } from '#company/contract.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Proposed, quotaPlanContract } from '../../quotas/plan/contract.ts'
import { useProposal } from './use-proposal.ts'

/** The target spread over people, and the button that makes quotas of it. */
export function ProposalTab() {
  const { asked, change, call } = useProposal()
  const set = (name: string, otherwise: number) => (value: string | number) =>
    change({ [name]: value === '' || Number(value) === otherwise ? null : String(value) })
  return (
    <>
      <Group gap="sm" align="end" mb="md">
        <NumberInput
          label="Over-assignment, %"
          w={150}
          min={0}
          max={100}
          value={Math.round(asked.overAssignment * 100)}
          onChange={set('over', 10)}
        />
        <NumberInput
          label="Weight of history, %"
          w={160}
          min={0}
          max={100}
          value={Math.round(asked.historyShare * 100)}
          onChange={set('history', 70)}
        />
        {call.data && <AssignButton plan={call.data} />}
      </Group>
      <Ready call={call}>{({ quotas, currency }) => <Proposals quotas={quotas} currency={currency} />}</Ready>
    </>
  )
}

function AssignButton({ plan }: { plan: NonNullable<ReturnType<typeof useProposal>['call']['data']> }) {
  const assign = useCommand(quotaPlanContract.assign, {
    onDone: ({ set, refused }) =>
      toast(`${set} quotas are set${refused.length > 0 ? `, ${refused.length} were changed meanwhile` : ''}`),
  })
  const quotas = plan.quotas.map(({ personId, amountMinor, current }) => ({
    personId,
    amountMinor,
    replaces: current?.id ?? null,
  }))
  if (quotas.length === 0) return null
  return (
    <Button
      loading={assign.isPending}
      onClick={() => assign.mutate({ body: { startsOn: plan.from, endsOn: plan.to, currency: plan.currency, quotas } })}
    >
      Set these quotas
    </Button>
  )
}

function Proposals({ quotas, currency }: { quotas: Proposed[]; currency: string }) {
  const columns = useColumns(currency)
  return (
    <DataGrid<Proposed>
      name="quota-proposal"
      label="Proposed quotas"
      columns={columns}
      rows={quotas}
      rowId={({ personId }) => personId}
      opens={({ personId }) => `/goals?line=person.${personId}`}
      empty={
        <EmptyState
          title="Nobody to spread over"
          teaches="Here a target is spread over the people who own deals, by what they won and what they have open."
        />
      }
    />
  )
}

function useColumns(currency: string): Column<Proposed>[] {
  const { money, percent } = useFormat()
  const today = useCall(companyContract.today).data?.today
  const since = today && dayAfter(today, -365)
  return useMemo(() => {
    const shown = (minor: number | null) => (minor === null ? 'none' : money(minor, currency))
    const amount = (
      id: string,
      header: string,
      of: (row: Proposed) => number | null,
      more: Partial<Column<Proposed>>,
    ): Column<Proposed> => ({
      ...{ id, header, kind: 'number', width: 150, value: of, currency: () => currency },
      ...{ cell: (row) => shown(of(row)), ...more },
    })
    const deals = (row: Proposed, { minor, of, which }: { minor: number; of: string; which: string }) => (
      <NumberLink
        value={shown(minor)}
        to={`/crm/deals?owner=${row.personId}&outcome=${which}`}
        label={`${of} ${row.name}`}
      />
    )
    return [
      { id: 'name', header: 'Person', value: ({ name }) => name, grow: true, phone: 'title' },
      amount('history', 'Won', (row) => row.historyMinor, {
        cell: (row) =>
          deals(row, {
            ...{ minor: row.historyMinor, of: 'Won by' },
            which: `won${since ? `&closedFrom=${since}` : ''}`,
          }),
        definition: 'Won in the 365 days before today; it opens the deals.',
      }),
      amount('potential', 'Open', (row) => row.potentialMinor, {
        cell: (row) => deals(row, { minor: row.potentialMinor, of: 'Open of', which: 'open' }),
        definition: 'Open deals with an amount; it opens the deals.',
      }),
      {
        ...{ id: 'weight', header: 'Share', kind: 'number', adds: false, width: 90 },
        value: ({ weight }) => weight,
        cell: ({ weight }) => percent(weight, 1),
        definition: 'By history and by what is open; who has neither gets the mean.',
      },
      amount('amount', 'Proposed quota', (row) => row.amountMinor, {
        definition: 'In whole steps; all of them sum exactly to what is assigned.',
        phone: 'aside',
      }),
      amount('current', 'Quota now', (row) => row.current?.amountMinor ?? null, {
        definition: 'The quota of the period that stands.',
        phone: 'line',
      }),
    ]
  }, [money, percent, currency, since])
}
