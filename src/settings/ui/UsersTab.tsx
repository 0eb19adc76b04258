import { Badge, Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useRoleName } from '#company/ui/public/use-role-name.ts'
import { authContract, type Invitation, type User } from '#platform/auth/contract.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { InviteUser } from './InviteUser.tsx'
import { OpenInvitations } from './OpenInvitations.tsx'
import { UserDetail } from './UserDetail.tsx'

/** Who can sign in, who is invited, and as what. */
export function UsersTab() {
  const users = useCall(authContract.users)
  return <Ready call={users}>{(data) => <Users users={data.users} invitations={data.invitations} />}</Ready>
}

function Users({ users, invitations }: { users: User[]; invitations: Invitation[] }) {
  const [open, setOpen] = useUrlParam('user')
  const [inviting, setInviting] = useState(false)
  const columns = useUserColumns()
  const invite = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
      Invite somebody
    </Button>
  )
  const find = (id: string) => users.find((user) => user.id === id)
  return (
    <>
      <DataGrid
        name="users"
        label="Users"
        columns={columns}
        rows={users}
        rowId={(user) => user.id}
        openId={open}
        onOpen={(user) => setOpen(user.id, { push: true })}
        toolbar={invite}
      />
      {invitations.length > 0 && (
        <div style={{ marginTop: 32 }}>
          <Section title="Invited, not here yet">
            <OpenInvitations invitations={invitations} />
          </Section>
        </div>
      )}
      <DetailDrawer param="user" title={(id) => find(id)?.name ?? 'No such user'} size={480}>
        {(id) => {
          const user = find(id)
          return user ? <UserDetail key={id} user={user} /> : 'There is no user at this address any more.'
        }}
      </DetailDrawer>
      {inviting && <InviteUser onClose={() => setInviting(false)} />}
    </>
  )
}

function useUserColumns(): Column<User>[] {
  const { instant } = useFormat()
  const roleName = useRoleName()
  return useMemo(
    () => [
      { id: 'name', header: 'Name', value: (user) => user.name, phone: 'title', grow: true },
      { id: 'email', header: 'E-mail', value: (user) => user.email, width: 240 },
      { id: 'role', header: 'Role', value: (user) => roleName(user.role), width: 160, phone: 'aside' },
      {
        id: 'seen',
        header: 'Last here',
        value: (user) => user.lastSeenAt,
        cell: (user) => (user.lastSeenAt ? instant(user.lastSeenAt) : 'never here'),
        width: 190,
      },
      {
        id: 'state',
        header: 'Login',
        value: (user) => (user.disabledAt ? 'closed' : 'open'),
        cell: (user) => (user.disabledAt ? <Badge variant="default">closed</Badge> : 'open'),
        width: 90,
        phone: 'off',
      },
    ],
    [instant, roleName],
  )
}
