import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../contract.ts'
import type { Renewal } from '../tools/schema.ts'

const words: Record<Renewal['state'], string> = {
  later: 'later',
  soon: 'decide now',
  'notice passed': 'notice day passed',
  'renewal passed': 'renewed already',
}

/** When contracts renew, by the day until which they can be ended. */
export function RenewalsTab() {
  const [, change] = useUrlParams()
  const columns = useColumns()
  const call = useCall(integrationsContract.renewals)
  return (
    <Ready call={call}>
      {({ renewals }) => (
        <DataGrid
          name="renewals"
          label="Renewals"
          columns={columns}
          rows={renewals}
          rowId={(renewal) => renewal.toolId}
          onOpen={({ toolId }) => change({ tab: 'tools', tool: toolId }, { push: true })}
          empty={<EmptyState title="No renewals" teaches="Tools with a renewal day stand here, soonest first." />}
        />
      )}
    </Ready>
  )
}

function useColumns(): Column<Renewal>[] {
  const { day, money, number } = useFormat()
  return useMemo(
    () => [
      { id: 'name', header: 'Tool', value: ({ name }) => name, grow: true, width: 160, phone: 'title' },
      {
        id: 'notice',
        header: 'Notice by',
        value: ({ noticeBy }) => noticeBy,
        cell: ({ noticeBy }) => day(noticeBy),
        width: 130,
        phone: 'line',
        definition: 'The last day on which notice can be given: the renewal day less the notice days.',
      },
      {
        id: 'days',
        header: 'Days left',
        kind: 'number',
        adds: false,
        value: ({ daysToNotice }) => daysToNotice,
        cell: ({ daysToNotice }) => number(daysToNotice),
        definition: 'Days from today to the notice day; below zero once it has passed.',
        width: 100,
        phone: 'off',
      },
      {
        id: 'renews',
        header: 'Renews on',
        value: ({ renewsOn }) => renewsOn,
        cell: ({ renewsOn }) => day(renewsOn),
        width: 130,
        phone: 'off',
      },
      {
        id: 'state',
        header: 'State',
        value: ({ state }) => words[state],
        cell: ({ state }) =>
          state === 'later' ? (
            words.later
          ) : (
            <Tone tone={state === 'soon' ? 'uncertain' : 'behind'}>{words[state]}</Tone>
          ),
        width: 170,
        phone: 'aside',
      },
      {
        id: 'cost',
        header: 'Cost per year',
        kind: 'number',
        value: ({ costPerYearMinor }) => costPerYearMinor,
        currency: ({ currency }) => currency ?? '',
        cell: ({ costPerYearMinor, currency }) =>
          costPerYearMinor === null ? 'not known' : money(costPerYearMinor, currency),
        width: 130,
        phone: 'line',
      },
      {
        id: 'active',
        header: 'Active, 90 days',
        kind: 'number',
        adds: false,
        value: ({ activeUsers90 }) => activeUsers90,
        cell: ({ activeUsers90 }) => (activeUsers90 === null ? 'not known' : number(activeUsers90)),
        definition: 'People who signed in on at least one of the last 90 days; a row opens the tool.',
        width: 120,
        phone: 'off',
      },
      { id: 'owner', header: 'Owner', value: ({ owner }) => owner, width: 150, phone: 'off' },
    ],
    [day, money, number],
  )
}
