import { ActionIcon, Button, Fieldset, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { Option } from '#platform/ui/form/FieldInput.tsx'

export type GroupRole = { group: string; role: string }

/** Which groups of a provider stand for which role here. */
export function GroupRoles(props: {
  claim: string
  rows: GroupRole[]
  roles: Option[]
  onClaim: (claim: string) => void
  onRows: (rows: GroupRole[]) => void
}) {
  const { rows, roles, onRows } = props
  const set = (at: number, change: Partial<GroupRole>) =>
    onRows(rows.map((row, index) => (index === at ? { ...row, ...change } : row)))
  const add = () => onRows([...rows, { group: '', role: roles[0]?.value ?? '' }])
  return (
    <Fieldset legend="Groups that stand for roles" variant="unstyled">
      <Text size="sm" c="dimmed" mb="xs">
        With rows here the groups decide the role, anew at each sign-in. Who is in several gets the role that stands
        first in the list of roles.
      </Text>
      <Stack gap="xs">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name until one is typed
          <Group key={at} gap="xs" wrap="nowrap">
            <TextInput
              aria-label={`Group ${at + 1}`}
              placeholder="group, as the provider sends it"
              value={row.group}
              required
              onChange={(event) => set(at, { group: event.currentTarget.value })}
              style={{ flex: 1, minWidth: 0 }}
            />
            <Select
              aria-label={`Role of group ${at + 1}`}
              data={roles}
              value={row.role}
              allowDeselect={false}
              onChange={(role) => set(at, { role: role ?? row.role })}
              style={{ flex: 1, minWidth: 0 }}
              comboboxProps={{ withinPortal: true }}
            />
            <ActionIcon
              variant="subtle"
              aria-label={`Remove group ${at + 1}`}
              onClick={() => onRows(rows.filter((_, index) => index !== at))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group justify="space-between" align="end" gap="xs">
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            Add a group
          </Button>
          {rows.length > 0 && (
            <TextInput
              label="Claim that holds the groups"
              value={props.claim}
              required
              onChange={(event) => props.onClaim(event.currentTarget.value)}
            />
          )}
        </Group>
      </Stack>
    </Fieldset>
  )
}
