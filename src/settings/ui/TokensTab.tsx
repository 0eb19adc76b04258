import { Anchor, Button, Group, Table, Text, VisuallyHidden } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { authContract, type Token } from '#platform/auth/contract.ts'
import { basePath } from '#platform/ui/base-path.ts'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { EverybodysTokens } from './EverybodysTokens.tsx'
import { NewToken } from './NewToken.tsx'

/** One's own API tokens. */
export function TokensTab() {
  const tokens = useCall(authContract.tokens)
  const [making, setMaking] = useState(false)
  const { can } = useSession()
  const make = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      New token
    </Button>
  )
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        <Text c="dimmed" size="sm" maw={560}>
          A token lets a program act as you, within the scopes you give it and never beyond your role. Everything the
          screens do is in{' '}
          <Anchor href={`${basePath()}/api`} underline="always">
            the API
          </Anchor>
          .
        </Text>
        {make}
      </Group>
      <Ready call={tokens}>
        {(data) => (
          <>
            {data.tokens.length === 0 ? (
              <EmptyState
                title="No tokens"
                teaches="Make one to read or write this workspace from a script, a spreadsheet or another system."
              />
            ) : (
              <TokenTable tokens={data.tokens} />
            )}
            {making && <NewToken scopes={data.scopes} onClose={() => setMaking(false)} />}
          </>
        )}
      </Ready>
      {can('users:manage') && <EverybodysTokens />}
    </>
  )
}

function TokenTable({ tokens }: { tokens: Token[] }) {
  const { instant } = useFormat()
  const revoke = useCommand(authContract.revokeToken, { onDone: () => toast('The token no longer works') })
  return (
    <ScrollRegion label="API tokens">
      <Table aria-label="API tokens" miw={640} verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Scopes</Table.Th>
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
              <Table.Td fw={550}>{token.name}</Table.Td>
              <Table.Td c="dimmed">{token.scopes.join(', ')}</Table.Td>
              <Table.Td>{token.lastUsedAt ? instant(token.lastUsedAt) : 'never'}</Table.Td>
              <Table.Td>{token.expiresAt ? instant(token.expiresAt) : 'you revoke it'}</Table.Td>
              <Table.Td>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`Revoke ${token.name}`}
                  onClick={() => revoke.mutate({ params: { id: token.id } })}
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
