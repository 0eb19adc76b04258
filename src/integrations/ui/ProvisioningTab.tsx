import { Select, Table, Text } from '@mantine/core'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../contract.ts'
import type { ProvisionedGroup } from '../provisioning/contract.ts'

/** Logins and groups that an identity provider keeps (SCIM), and which role each group stands for. */
export function ProvisioningTab() {
  const { number } = useFormat()
  const call = useCall(integrationsContract.provisionedGroups)
  return (
    <Ready call={call}>
      {({ groups, roles, path, provisionedUsers }) => (
        <Section title="Groups and roles">
          <Explained
            of="Provisioning"
            means="Logins that were made or taken over by the identity provider and are open. SCIM 2.0 is the standard by which it writes them."
          >
            Your identity provider makes, changes and closes logins by SCIM 2.0 at <code>{path}</code>, with an API
            token of yours that has the scope users:manage.{' '}
            <NumberLink value={number(provisionedUsers)} to="/settings?tab=users" label="Logins" /> logins are kept by
            it. Who is in several groups has the role that stands first in the list of roles; who is in none with a role
            is a rep.
          </Explained>
          {groups.length === 0 ? (
            <Text>No group was sent yet. A group that is called like a role stands for that role at once.</Text>
          ) : (
            <GroupTable groups={groups} roles={roles} />
          )}
        </Section>
      )}
    </Ready>
  )
}

function GroupTable({ groups, roles }: { groups: ProvisionedGroup[]; roles: { key: string; name: string }[] }) {
  const { number } = useFormat()
  const set = useCommand(integrationsContract.setGroupRole, { onDone: () => toast('Its members have the role now') })
  return (
    <ScrollRegion label="Groups">
      <Table aria-label="Groups" miw={520}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Group</Table.Th>
            <Table.Th ta="right">
              <Defined name="Members" means="Logins that the identity provider put into the group." />
            </Table.Th>
            <Table.Th>Stands for the role</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={group.id}>
              <Table.Td>
                <NumberLink value={group.name} to="/settings?tab=users" />
              </Table.Td>
              <Table.Td ta="right">{number(group.members)}</Table.Td>
              <Table.Td>
                <Select
                  aria-label={`Role of ${group.name}`}
                  data={roles.map(({ key, name }) => ({ value: key, label: name }))}
                  value={group.role}
                  clearable
                  placeholder="no role"
                  clearButtonProps={{ 'aria-label': `No role for ${group.name}` }}
                  onChange={(role) => set.mutate({ params: { id: group.id }, body: { role } })}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  )
}
