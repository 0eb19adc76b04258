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
  const { money, percent } = useFormat()
  const today = useCall(companyContract.today).data?.today
  const since = today && dayAfter(today, -365)
  const columns = useMemo((): Column<Proposed>[] => {
    const amount = (
      id: string,
      header: string,
      of: (row: Proposed) => number | null,
      definition: string,
    ): Column<Proposed> => ({
      id,
      header,
      kind: 'number',
      width: 150,
      value: of,
      currency: () => currency,
      cell: (row) => {
        const minor = of(row)
        return minor === null ? 'none' : money(minor, currency)
      },
      definition,
    })
    return [
      { id: 'name', header: 'Person', value: ({ name }) => name, grow: true, phone: 'title' },
      {
        ...amount('history', 'Won', (row) => row.historyMinor, 'Won in the 365 days before today; it opens the deals.'),
        cell: ({ name, personId, historyMinor }) => (
          <NumberLink
            value={money(historyMinor, currency)}
            to={`/crm/deals?owner=${personId}&outcome=won${since ? `&closedFrom=${since}` : ''}`}
            label={`Won by ${name}`}
          />
        ),
      },
      {
        ...amount('potential', 'Open', (row) => row.potentialMinor, 'Open deals with an amount; it opens the deals.'),
        cell: ({ name, personId, potentialMinor }) => (
          <NumberLink
            value={money(potentialMinor, currency)}
            to={`/crm/deals?owner=${personId}&outcome=open`}
            label={`Open of ${name}`}
          />
        ),
      },
      {
        id: 'weight',
        header: 'Share',
        kind: 'number',
        adds: false,
        width: 90,
        value: ({ weight }) => weight,
        cell: ({ weight }) => percent(weight, 1),
        definition: 'By history and by what is open; who has neither gets the mean.',
      },
      {
        ...amount(
          'amount',
          'Proposed quota',
          (row) => row.amountMinor,
          'In whole steps; all of them sum exactly to what is assigned.',
        ),
        phone: 'aside',
      },
      {
        ...amount(
          'current',
          'Quota now',
          (row) => row.current?.amountMinor ?? null,
          'The quota of the period that stands.',
        ),
        phone: 'line',
      },
    ]
  }, [money, percent, currency, since])
  return (
    <DataGrid<Proposed>
      name="quota-proposal"
      label="Proposed quotas"
      columns={columns}
      rows={quotas}
      rowId={({ personId }) => personId}
      empty={
        <EmptyState
          title="Nobody to spread over"
          teaches="Here a target is spread over the people who own deals, by what they won and what they have open."
        />
      }
    />
  )
}
