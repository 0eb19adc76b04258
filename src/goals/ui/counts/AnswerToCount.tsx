import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type CountQuota, countsContract } from '../../counts/contract.ts'
import classes from './counts.module.css'

/** What the person said to their goal; and for the person the two ways to answer. */
export function AnswerToCount({ quota }: { quota: CountQuota }) {
  const { id, subjectKind, subjectName, answer, note, isMine, endedAt } = quota
  const [reason, setReason] = useState('')
  const say = useCommand(countsContract.answerCount, { onDone: () => toast('Your answer is kept') })
  if (subjectKind !== 'person') return null
  const said = answer === 'not answered' ? 'has not answered' : `has ${answer} it${note && `: ${note}`}`
  return (
    <>
      <p className={classes.sentence}>
        {subjectName} {said}.
      </p>
      {isMine && endedAt === null && (
        <Group gap="xs" align="end">
          <TextInput
            size="xs"
            label="What is wrong with it"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button size="xs" onClick={() => say.mutate({ params: { id }, body: { answer: 'accepted', note: reason } })}>
            Accept
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => say.mutate({ params: { id }, body: { answer: 'disputed', note: reason } })}
          >
            Dispute
          </Button>
        </Group>
      )}
    </>
  )
}
