import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type AnsweredQuota, quotaPlanContract } from '../../quotas/plan/contract.ts'
import classes from '../incentives/incentives.module.css'

/** The quotas of the coming period with what each person said, and one's own to answer. */
export function AnswersTab() {
  const { day, money } = useFormat()
  const call = useCall(quotaPlanContract.answers)
  return (
    <Ready call={call}>
      {({ quotas }) =>
        quotas.length === 0 ? (
          <EmptyState
            title="No quotas for the coming quarter yet"
            teaches="Here people accept or dispute their quotas, and you see who did."
          />
        ) : (
          <ScrollRegion label="Answers to quotas">
            <table className={classes.table}>
              <thead>
                <tr>
                  <th>Person</th>
                  <th>Period</th>
                  <th>Quota</th>
                  <th>Answer</th>
                </tr>
              </thead>
              <tbody>
                {quotas.map((quota) => (
                  <tr key={quota.quotaId}>
                    <th scope="row">{quota.personName}</th>
                    <td>
                      {day(quota.startsOn)} until {day(quota.endsOn)}
                    </td>
                    <td>{money(quota.amountMinor, quota.currency)}</td>
                    <td>
                      {quota.answer}
                      {quota.note && `: ${quota.note}`}
                      {quota.isMine && <OwnAnswer quota={quota} />}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )
      }
    </Ready>
  )
}

function OwnAnswer({ quota }: { quota: AnsweredQuota }) {
  const [note, setNote] = useState('')
  const answer = useCommand(quotaPlanContract.answer, { onDone: () => toast('Your answer is kept') })
  const params = { id: quota.quotaId }
  return (
    <Group gap="xs" align="end">
      <TextInput
        size="xs"
        label="What is wrong with it"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button size="xs" onClick={() => answer.mutate({ params, body: { answer: 'accepted', note } })}>
        Accept
      </Button>
      <Button size="xs" variant="default" onClick={() => answer.mutate({ params, body: { answer: 'disputed', note } })}>
        Dispute
      </Button>
    </Group>
  )
}
