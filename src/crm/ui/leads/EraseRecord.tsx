import { Button, Group, Stack, Text } from '@mantine/core'
import { crmContract } from '#crm/contract.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'

/** Erasing who a lead or contact was cannot be undone, so it says what goes and what stays. */
export function EraseRecord(props: {
  noun: 'lead' | 'contact'
  record: { id: string; name: string }
  onClose: () => void
}) {
  const { noun, record, onClose } = props
  const done = () => {
    onClose()
    toast(`The ${noun} was erased`)
  }
  const lead = useCommand(crmContract.eraseLead, { quiet: true, onDone: done })
  const contact = useCommand(crmContract.eraseContact, { quiet: true, onDone: done })
  const erase = noun === 'lead' ? lead : contact
  return (
    <Dialog onClose={onClose} title={`Erase ${record.name} for good`}>
      <Stack gap="md">
        <Text size="sm">
          Name, title, e-mail, phone, outside id and what was written down of talks go, here and in the history, and
          cannot come back. Company, owner, days and status stay, so that no figure moves. They go from rows of imported
          files that were kept aside too; backups made before today are not touched.
        </Text>
        <Refused error={erase.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep
          </Button>
          <Button
            color="vermilion"
            loading={erase.isPending}
            onClick={() => erase.mutate({ params: { id: record.id } })}
          >
            Erase for good
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
