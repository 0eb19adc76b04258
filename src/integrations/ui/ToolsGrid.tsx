import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Tool } from '../tools/schema.ts'

/** Every tool: what it costs, who uses it, when it renews. */
export function ToolsGrid({ tools }: { tools: Tool[] }) {
  const [openId, open] = useUrlParam('tool')
  return (
    <DataGrid
      name="tools"
      label="Tools"
      columns={useColumns()}
      rows={tools}
      rowId={(tool) => tool.id}
      openId={openId}
      onOpen={({ id }) => open(id, { push: true })}
      toolbar={
        <AddButton param="tool" may="integrations:run">
          Add tool
        </AddButton>
      }
      empty={
        <EmptyState
          title="No tools yet"
          teaches="The inventory of what the sales organisation pays for: what each tool costs, who still uses it, when its contract renews, and which tools do the same."
          needs="a file of tools (Tool, Purpose, Owner, Vendor, Cost per year, Seats, Renews on, Notice days) on the Import screen, or tools added here; then exports of their sign-ins (Tool, E-mail, Day)."
        />
      }
    />
  )
}

function useColumns(): Column<Tool>[] {
  const format = useFormat()
  return useMemo(() => columnsIn(format), [format])
}

function columnsIn(format: ReturnType<typeof useFormat>): Column<Tool>[] {
  const { money, day } = format
  return [
    { id: 'name', header: 'Tool', value: (tool) => tool.name, width: 160, grow: true, phone: 'title' },
    { id: 'purpose', header: 'Purpose', value: (tool) => tool.purpose, width: 190, phone: 'line' },
    { id: 'owner', header: 'Owner', value: (tool) => tool.owner?.name ?? null, width: 150, phone: 'off', hidden: true },
    {
      id: 'cost',
      header: 'Cost per year',
      kind: 'number',
      value: (tool) => tool.costPerYearMinor,
      currency: (tool) => tool.currency ?? '',
      cell: (tool) =>
        tool.costPerYearMinor === null ? 'not known' : money(tool.costPerYearMinor, tool.currency ?? ''),
      width: 130,
      phone: 'aside',
    },
    {
      id: 'seats',
      ifRoom: true,
      header: 'Seats',
      kind: 'number',
      value: (tool) => tool.seats,
      width: 80,
      phone: 'off',
    },
    ...columnsOfUse(format),
    {
      id: 'renews',
      header: 'Renews on',
      value: (tool) => tool.renewsOn,
      cell: (tool) => (tool.renewsOn ? day(tool.renewsOn) : ''),
      width: 140,
      phone: 'off',
    },
    { id: 'status', ifRoom: true, header: 'Status', value: (tool) => tool.status, width: 130, phone: 'off' },
    { id: 'vendor', header: 'Vendor', value: (tool) => tool.vendor, width: 120, phone: 'off', hidden: true },
    { id: 'data', header: 'Data it holds', value: (tool) => tool.data, width: 220, phone: 'off', hidden: true },
    {
      id: 'overlaps',
      header: 'Overlaps with',
      value: (tool) => tool.overlaps.join(', '),
      width: 160,
      phone: 'off',
      hidden: true,
    },
  ]
}

/** Who uses it, and what that makes it cost. */
function columnsOfUse({ money, number }: ReturnType<typeof useFormat>): Column<Tool>[] {
  return [
    {
      id: 'active',
      header: 'Active, 90 days',
      kind: 'number',
      adds: false,
      value: (tool) => tool.activeUsers90,
      cell: (tool) =>
        tool.activeUsers90 === null ? (
          'not known'
        ) : (
          <NumberDoor
            value={number(tool.activeUsers90)}
            door={tool.id}
            param="tool"
            label={`${tool.name}, active users`}
          />
        ),
      width: 120,
      phone: 'off',
      definition:
        'People who signed in on at least one of the last 90 days, from uploaded sign-ins; of Drumbeat, from its own audit and sessions.',
    },
    {
      id: 'per-user',
      header: 'Cost per active user',
      kind: 'number',
      adds: false,
      value: (tool) => tool.costPerActiveUserMinor,
      cell: (tool) =>
        tool.costPerActiveUserMinor === null ? (
          <span title={tool.whyNoCostPerUser ?? ''}>not known</span>
        ) : (
          money(tool.costPerActiveUserMinor, tool.currency ?? '')
        ),
      width: 140,
      phone: 'off',
      definition: 'Cost per year divided by the people active within 90 days, rounded to the cent.',
    },
    {
      id: 'unused',
      ifRoom: true,
      header: 'Unused seats',
      kind: 'number',
      value: (tool) => tool.unusedSeats,
      width: 110,
      phone: 'off',
      definition: 'Seats less the people active within 90 days, never below zero.',
    },
  ]
}
