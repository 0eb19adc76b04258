import { Button } from '@mantine/core'
import { useState } from 'react'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type Action, talkContract } from '../../talk/contract.ts'

/** "You said, we did": what the members read below an action. */
export function TellTeam({ action: { id, told } }: { action: Action }) {
  const [isOpen, setOpen] = useState(false)
  const change = useCommand(talkContract.changeAction, {
    quiet: true,
    onDone: () => {
      setOpen(false)
      toast('The team reads it below the action')
    },
  })
  if (!isOpen)
    return (
      <Button size="xs" variant="subtle" onClick={() => setOpen(true)}>
        {told ? 'Change what the team reads' : 'Tell the team what is done'}
      </Button>
    )
  return (
    <RecordForm
      fields={[{ name: 'told', label: 'What the team reads', description: 'Empty takes it back.' }]}
      initial={{ told: told ?? '' }}
      submit="Tell"
      saving={change.isPending}
      error={change.error}
      onCancel={() => setOpen(false)}
      onSave={({ told: text }) => change.mutate({ params: { id }, body: { told: text || null } })}
    />
  )
}
