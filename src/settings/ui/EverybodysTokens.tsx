import { Button, Group, Table, Text, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { authContract, type HeldToken } from '#platform/auth/contract.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'

/** All API tokens of this workspace, for an owner: whose they are, when last used, and an end to one or all. */
export function EverybodysTokens() {
  const tokens = useCall(authContract.allTokens)
  const [asking, setAsking] = useState(false)
  const revoke = useCommand(authContract.revokeAnyToken, { onDone: () => toast('The token no longer works') })
  return (
    <Section
      title="Everybody's tokens"
      aside={
        <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
          Revoke all
        </Button>
      }
    >
      <Ready call={tokens}>
        {(data) => <HeldTable tokens={data.tokens} onRevoke={(id) => revoke.mutate({ params: { id } })} />}
      </Ready>
      {asking && <RevokeAll onClose={() => setAsking(false)} />}
    </Section>
  )
}

function HeldTable({ tokens, onRevoke }: { tokens: HeldToken[]; onRevoke: (id: string) => void }) {
  const { instant } = useFormat()
  if (tokens.length === 0) return <Text c="dimmed">No API token works at present.</Text>
  return (
    <ScrollRegion label="Everybody's tokens">
      <Table aria-label="Everybody's tokens" miw={640} verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>User</Table.Th>
            <Table.Th>Name</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th>Works until</Table.Th>
            <Table.Th w={96}>
              <VisuallyHidden>Revoke</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Td fw={550}>{token.userName}</Table.Td>
              <Table.Td>{token.name}</Table.Td>
              <Table.Td>{token.lastUsedAt ? instant(token.lastUsedAt) : 'never'}</Table.Td>
              <Table.Td>{token.expiresAt ? instant(token.expiresAt) : 'it is revoked'}</Table.Td>
              <Table.Td>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`Revoke ${token.name} of ${token.userName}`}
                  onClick={() => onRevoke(token.id)}
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

function RevokeAll({ onClose }: { onClose: () => void }) {
  const all = useCommand(authContract.revokeAllTokens, {
    onDone: ({ tokens }) => {
      toast(tokens === 1 ? 'One token no longer works' : `${tokens} tokens no longer work`)
      onClose()
    },
  })
  return (
    <Dialog title="Revoke every API token?" onClose={onClose}>
      <Text size="sm" mb="md">
        Every script and every system that reads or writes this workspace by a token stops at once. This cannot be
        undone.
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button color="red" loading={all.isPending} onClick={() => all.mutate({})}>
          Revoke all
        </Button>
      </Group>
    </Dialog>
  )
}
