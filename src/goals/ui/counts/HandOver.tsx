import { Button } from '@mantine/core'
import { useState } from 'react'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type CountQuota, countsContract } from '../../counts/contract.ts'

/** Hands the rest of a period to somebody else, with its share of the target by days. */
export function HandOver({ quota: { id, subjectId } }: { quota: CountQuota }) {
  const [isOpen, setOpen] = useState(false)
  const people = usePeopleOptions()
  const { decimal } = useFormat()
  const hand = useCommand(countsContract.handOverCount, {
    quiet: true,
    onDone: ({ leaving, coming }) => {
      setOpen(false)
      toast(`${decimal(leaving)} stay, ${decimal(coming)} are handed over`)
    },
  })
  if (!isOpen)
    return (
      <Button variant="subtle" size="xs" onClick={() => setOpen(true)}>
        Hand the rest over
      </Button>
    )
  return (
    <RecordForm
      fields={[
        {
          ...{ name: 'toPersonId', label: 'To whom', kind: 'select', required: true },
          options: people.filter(({ value }) => value !== subjectId),
        },
        { name: 'on', label: 'From which day on', kind: 'date', required: true },
      ]}
      initial={{ toPersonId: null, on: null }}
      submit="Hand over"
      saving={hand.isPending}
      error={hand.error}
      onCancel={() => setOpen(false)}
      onSave={({ toPersonId, on }) => hand.mutate({ params: { id }, body: { toPersonId: toPersonId!, on: on! } })}
    />
  )
}
