import { useMemo } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { type Team, teamsContract } from '../../teams/contract.ts'
import { TeamForm } from './TeamForm.tsx'

/** Teams, with their territory and size. */
export function TeamsTab() {
  const teams = useCall(teamsContract.list)
  return <Ready call={teams}>{(data) => <Teams teams={data.teams} />}</Ready>
}

function Teams({ teams }: { teams: Team[] }) {
  const [open, setOpen] = useUrlParam('id')
  const columns = useMemo(
    (): Column<Team>[] => [
      { id: 'name', header: 'Team', value: (team) => team.name, phone: 'title', grow: true },
      { id: 'territory', header: 'Territory', value: (team) => team.territory?.name ?? null, width: 200 },
      { id: 'members', header: 'Members today', kind: 'number', value: (team) => team.members, phone: 'aside' },
    ],
    [],
  )
  return (
    <>
      <DataGrid
        name="teams"
        label="Teams"
        columns={columns}
        rows={teams}
        rowId={(team) => team.id}
        openId={open}
        onOpen={(team) => setOpen(team.id, { push: true })}
        toolbar={
          <AddButton param="id" may="company:edit">
            Add team
          </AddButton>
        }
        empty={
          <EmptyState
            title="No teams yet"
            teaches="A team groups people for totals; each belongs to a territory. Reporting lines are apart from it: they decide who sees what."
          />
        }
      />
      <RecordDrawer param="id" noun="team" rows={teams} rowId={(team) => team.id} nameOf={(team) => team.name}>
        {(team) => <TeamForm team={team} />}
      </RecordDrawer>
    </>
  )
}
