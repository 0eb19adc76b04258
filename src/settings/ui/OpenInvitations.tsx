import { Button, Table, VisuallyHidden } from '@mantine/core'
import { useRoleName } from '#company/ui/public/use-role-name.ts'
import { authContract, type Invitation } from '#platform/auth/contract.ts'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'

/** Invitations that still work; revoking makes the link worthless. */
export function OpenInvitations({ invitations }: { invitations: Invitation[] }) {
  const { instant } = useFormat()
  const roleName = useRoleName()
  const revoke = useCommand(authContract.revokeInvitation, { onDone: () => toast('The link no longer works') })
  return (
    <ScrollRegion label="Open invitations">
      <Table aria-label="Open invitations" miw={480}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>E-mail</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th>Works until</Table.Th>
            <Table.Th w={96}>
              <VisuallyHidden>Revoke</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {invitations.map((invitation) => (
            <Table.Tr key={invitation.id}>
              <Table.Td>{invitation.email}</Table.Td>
              <Table.Td>{roleName(invitation.role ?? '')}</Table.Td>
              <Table.Td>{instant(invitation.expiresAt)}</Table.Td>
              <Table.Td>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`Revoke the invitation of ${invitation.email}`}
                  onClick={() => revoke.mutate({ params: { id: invitation.id } })}
                >
                  Revoke
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  )
}
