import { Button, Group, List, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type PersonDetail, peopleContract } from '../../people/contract.ts'

/** Erasure cannot be undone, so it says plainly what goes and what stays, and asks for the name. */
export function ErasePerson({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const erase = useCommand(peopleContract.erase, {
    quiet: true,
    onDone: () => {
      onClose()
      toast('The person was erased')
    },
  })
  return (
    <Dialog onClose={onClose} title={`Erase ${person.name} for good`}>
      <Stack gap="md">
        <div>
          <Text fw={600}>What goes, and cannot come back</Text>
          <List size="sm" mt={4}>
            <List.Item>the name, e-mail address, title and outside id</List.Item>
            <List.Item>
              {person.login ? 'the login, its password, sessions and API tokens' : 'any invitation'}
            </List.Item>
          </List>
        </div>
        <div>
          <Text fw={600}>What stays, under “Erased person”</Text>
          <List size="sm" mt={4}>
            <List.Item>deals, order lines, quotas and every total</List.Item>
            <List.Item>who reported to whom, and the audit, which names people by id only</List.Item>
          </List>
        </div>
        <Text size="sm" c="dimmed">
          The name also goes from rows of imported files that were kept aside. Names that somebody typed into a deal, a
          team or a note are text like any other and stay; so do backups made before today.
        </Text>
        <TextInput
          label={`Type “${person.name}” to go on`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
        />
        <Refused error={erase.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep
          </Button>
          <Button
            color="vermilion"
            disabled={typed.trim() !== person.name.trim()}
            loading={erase.isPending}
            onClick={() => erase.mutate({ params: { id: person.id } })}
          >
            Erase for good
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
