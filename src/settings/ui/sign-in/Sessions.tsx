import { Badge, Button, Group, Table, Text, VisuallyHidden } from '@mantine/core'
import { authContract, type Session } from '#platform/auth/contract.ts'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { browserOf } from './browser-of.ts'

/** One's own sessions; each can be ended, and all others at once. */
export function Sessions() {
  const sessions = useCall(authContract.sessions)
  const again = { onDone: () => void sessions.refetch() }
  const end = useCommand(authContract.endSession, again)
  const endAll = useCommand(authContract.signOutEverywhere, {
    onDone: ({ sessions: ended }) => {
      again.onDone()
      toast(ended === 1 ? 'Signed out of one other place' : `Signed out of ${ended} other places`)
    },
  })
  return (
    <Ready call={sessions}>
      {(data) => (
        <>
          {data.sessions.length === 0 ? (
            <EmptyState title="No session" teaches="You came by an API token, which has none." />
          ) : (
            <SessionTable sessions={data.sessions} onEnd={(id) => end.mutate({ params: { id } })} />
          )}
          <Group justify="space-between" mt="sm" gap="sm">
            <Text size="sm" c="dimmed" data-explained>
              A session ends after <time dateTime={`PT${data.limits.idleHours}H`}>{data.limits.idleHours} hours</time>{' '}
              without a request, and after{' '}
              <time dateTime={`P${data.limits.absoluteDays}D`}>{data.limits.absoluteDays} days</time> in any case.
            </Text>
            <Button
              variant="default"
              loading={endAll.isPending}
              disabled={data.sessions.filter(({ isThis }) => !isThis).length === 0}
              onClick={() => endAll.mutate({})}
            >
              Sign out everywhere else
            </Button>
          </Group>
        </>
      )}
    </Ready>
  )
}

function SessionTable({ sessions, onEnd }: { sessions: Session[]; onEnd: (id: string) => void }) {
  const { instant } = useFormat()
  return (
    <ScrollRegion label="Sessions">
      <Table aria-label="Sessions" miw={560} verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Browser</Table.Th>
            <Table.Th>
              <Defined name="Address" means="The network address that the session was opened from." />
            </Table.Th>
            <Table.Th>Since</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th w={110}>
              <VisuallyHidden>End</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <Table.Tr key={session.id}>
              <Table.Td fw={550}>{browserOf(session.agent)}</Table.Td>
              <Table.Td>{session.address || 'unknown'}</Table.Td>
              <Table.Td>{instant(session.createdAt)}</Table.Td>
              <Table.Td>{instant(session.seenAt)}</Table.Td>
              <Table.Td>
                {session.isThis ? (
                  <Badge variant="default">this one</Badge>
                ) : (
                  <Button variant="subtle" size="compact-sm" onClick={() => onEnd(session.id)}>
                    Sign out
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  )
}
