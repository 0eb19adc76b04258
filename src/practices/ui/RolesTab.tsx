import { NativeSelect, Stack, Table, Text } from '@mantine/core'
import type { z } from 'zod'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { checks } from '../checks/catalogue.ts'
import { practicesContract } from '../contract.ts'
import { type Part, parts } from '../roles/roles.ts'

type Reply = z.output<(typeof practicesContract.roles)['reply']>

/** Who owns what: the roles, and their part in each check. */
export function RolesTab() {
  const call = useCall(practicesContract.roles)
  return (
    <Ready call={call}>
      {(reply) => (
        <Stack gap="xl">
          <Roles reply={reply} />
          <Matrix reply={reply} />
        </Stack>
      )}
    </Ready>
  )
}

function Roles({ reply }: { reply: Reply }) {
  const { number } = useFormat()
  const suggested = reply.roles.filter(({ key }) => reply.suggested.includes(key)).map(({ name }) => name)
  return (
    <Section title="Roles">
      <Explained of="Roles" means="People who sell are those with a quota of their own.">
        {suggested.length === 0 ? (
          'Nobody sells with a quota of their own yet, so that no team can be suggested.'
        ) : (
          <>
            With <NumberLink value={number(reply.reps)} to="/goals?tab=quotas" label="People who sell" /> people who
            sell, these are usually filled: {suggested.join(', ')}.
          </>
        )}
      </Explained>
      <ScrollRegion label="What each role owns">
        <Table miw={560}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Role</Table.Th>
              <Table.Th>Owns</Table.Th>
              <Table.Th ta="right">
                <Defined
                  name="From reps"
                  means="The number of people who sell from which this role is usually filled."
                />
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {reply.roles.map((role) => (
              <Table.Tr key={role.key}>
                <Table.Td>
                  <NumberDoor value={role.name} door={role.key} param="role" />
                </Table.Td>
                <Table.Td>{role.owns}</Table.Td>
                <Table.Td ta="right">{number(role.fromReps)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </Section>
  )
}

function Matrix({ reply }: { reply: Reply }) {
  return (
    <Section title="Parts in each check">
      <Text mb="sm">R responsible, A accountable, C consulted, I informed. Each check needs exactly one A.</Text>
      <ScrollRegion label="Matrix of parts">
        <Table miw={900} verticalSpacing={4} horizontalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Check</Table.Th>
              {reply.roles.map(({ key, name }) => (
                <Table.Th key={key} fz="xs" lang="en" style={{ hyphens: 'auto', verticalAlign: 'bottom' }}>
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {checks.map(({ key, name }) => (
              <Table.Tr key={key}>
                <Table.Td>{name}</Table.Td>
                {reply.roles.map((role) => (
                  <Table.Td key={role.key}>
                    <PartCell reply={reply} of={{ key, name }} role={role} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </Section>
  )
}

type CellProps = { reply: Reply; of: { key: string; name: string }; role: Reply['roles'][number] }

function PartCell({ reply, of, role }: CellProps) {
  const { can } = useSession()
  const assign = useCommand(practicesContract.assign)
  const part = reply.assigned.find(({ checkKey, role: key }) => checkKey === of.key && key === role.key)?.part ?? null
  if (!can('practices:edit')) return part?.[0]?.toUpperCase() ?? ''
  return (
    <NativeSelect
      size="xs"
      w={52}
      aria-label={`${role.name} in ${of.name}`}
      value={part ?? ''}
      data={[{ value: '', label: ' ' }, ...parts.map((each) => ({ value: each, label: each[0]!.toUpperCase() }))]}
      onChange={({ currentTarget: { value } }) =>
        assign.mutate({ params: { key: of.key, role: role.key }, body: { part: (value || null) as Part | null } })
      }
    />
  )
}
