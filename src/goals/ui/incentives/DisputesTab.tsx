import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { incentivesContract } from '../../incentives/contract.ts'
import type { Dispute } from '../../incentives/schema.ts'
import classes from './incentives.module.css'

/** Disputes with their threads, open ones first. */
export function DisputesTab() {
  const call = useCall(incentivesContract.disputes)
  return (
    <Ready call={call}>
      {({ disputes }) =>
        disputes.length === 0 ? (
          <EmptyState
            title="No disputes"
            teaches="Who thinks a statement is wrong says so in it; the thread and its end are kept here."
          />
        ) : (
          disputes.map((dispute) => <Thread key={dispute.id} dispute={dispute} />)
        )
      }
    </Ready>
  )
}

function Thread({ dispute }: { dispute: Dispute }) {
  const { instant } = useFormat()
  return (
    <section className={classes.thread} aria-label={`Dispute of ${dispute.personName}`}>
      <h2>
        {dispute.personName}
        {dispute.position !== null && `, line ${dispute.position}`}: {dispute.outcome ?? 'open'}
      </h2>
      {dispute.remarks.map((remark) => (
        <p key={remark.id}>
          <span className={classes.note}>
            {remark.saidBy ?? 'Somebody'}, {instant(remark.saidAt)}
          </span>
          <br />
          {remark.text}
        </p>
      ))}
      {dispute.closedAt === null && <Reply dispute={dispute} />}
    </section>
  )
}

function Reply({ dispute }: { dispute: Dispute }) {
  const { can } = useSession()
  const [text, setText] = useState('')
  const remark = useCommand(incentivesContract.remark, { onDone: () => setText('') })
  const say = (outcome?: 'accepted' | 'rejected') =>
    remark.mutate({ params: { id: dispute.id }, body: { text, ...(outcome && { outcome }) } })
  const idle = text.trim() === ''
  return (
    <Group gap="xs" align="end">
      <TextInput
        label="Remark"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        style={{ flex: 1 }}
      />
      <Button variant="default" disabled={idle} onClick={() => say()}>
        Say
      </Button>
      {can('goals:pay-approve') && (
        <>
          <Button disabled={idle} onClick={() => say('accepted')}>
            Accept
          </Button>
          <Button variant="default" disabled={idle} onClick={() => say('rejected')}>
            Reject
          </Button>
        </>
      )}
    </Group>
  )
}
