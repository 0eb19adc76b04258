import { Button, Group, Table, Text, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { type Passkey, passkeyContract } from '#platform/auth/passkeys/contract.ts'
import { FormModal } from '#platform/ui/form/FormModal.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { noPasskeys } from '#platform/ui/passkeys.ts'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { AddPasskey } from './AddPasskey.tsx'

/** One's own passkeys: which there are, a new one, another name, none of it any more. */
export function Passkeys() {
  const state = useCall(passkeyContract.list)
  const [adding, setAdding] = useState(false)
  const refresh = () => void state.refetch()
  const hindered = noPasskeys()
  return (
    <Ready call={state}>
      {({ passkeys, hasPassword }) => (
        <>
          {passkeys.length > 0 && <PasskeyTable passkeys={passkeys} onChanged={refresh} />}
          <Group justify="space-between" mt={passkeys.length > 0 ? 'sm' : 0} gap="sm">
            <Text size="sm" c="dimmed" maw={560} data-explained>
              {hasPassword
                ? (hindered ??
                  'Signs you in by fingerprint, face or PIN, without password and code. The key stays on your device; nobody can be tricked into giving it away.')
                : 'You have no password here, and a passkey is kept only beside one.'}
            </Text>
            {hasPassword && (
              <Button variant="default" disabled={hindered !== null} onClick={() => setAdding(true)}>
                Add a passkey
              </Button>
            )}
          </Group>
          {adding && (
            <AddPasskey
              onClose={() => setAdding(false)}
              onAdded={() => {
                setAdding(false)
                refresh()
              }}
            />
          )}
        </>
      )}
    </Ready>
  )
}

function PasskeyTable({ passkeys, onChanged }: { passkeys: Passkey[]; onChanged: () => void }) {
  const { instant } = useFormat()
  const [renaming, setRenaming] = useState<Passkey | null>(null)
  const remove = useCommand(passkeyContract.remove, {
    onDone: () => {
      toast('The passkey signs in no more')
      onChanged()
    },
  })
  return (
    <ScrollRegion label="Passkeys kept">
      <Table aria-label="Passkeys" miw={560} verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th title="A passkey works on the pages of one host.">Works on</Table.Th>
            <Table.Th>Added</Table.Th>
            <Table.Th>Last used</Table.Th>
            <Table.Th w={180}>
              <VisuallyHidden>Change</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {passkeys.map((passkey) => (
            <Table.Tr key={passkey.id}>
              <Table.Td fw={550}>{passkey.name}</Table.Td>
              <Table.Td>{passkey.host}</Table.Td>
              <Table.Td>{instant(passkey.createdAt)}</Table.Td>
              <Table.Td>{passkey.lastUsedAt ? instant(passkey.lastUsedAt) : 'never'}</Table.Td>
              <Table.Td>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`Rename ${passkey.name}`}
                  onClick={() => setRenaming(passkey)}
                >
                  Rename
                </Button>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`Remove ${passkey.name}`}
                  onClick={() => remove.mutate({ params: { id: passkey.id } })}
                >
                  Remove
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {renaming && (
        <Rename
          passkey={renaming}
          onClose={() => setRenaming(null)}
          onDone={() => {
            setRenaming(null)
            onChanged()
          }}
        />
      )}
    </ScrollRegion>
  )
}

function Rename({ passkey, onClose, onDone }: { passkey: Passkey; onClose: () => void; onDone: () => void }) {
  const rename = useCommand(passkeyContract.rename, { quiet: true, onDone })
  return (
    <FormModal
      title="Rename the passkey"
      onClose={onClose}
      fields={[{ name: 'name', label: 'Name', kind: 'text', required: true }]}
      initial={{ name: passkey.name }}
      submit="Save"
      saving={rename.isPending}
      error={rename.error}
      onSave={({ name }) => rename.mutate({ params: { id: passkey.id }, body: { name: name ?? passkey.name } })}
    />
  )
}
