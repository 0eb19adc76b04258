import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Approval, approvalsContract } from '../../approvals/contract.ts'

/** One discount: how it stands, and for whom it waits the way to answer. */
export function ApprovalItem({ approval }: { approval: Approval }) {
  const { percent, instant, money } = useFormat()
  const { state, waitsFor, isLate, isStuck, answers, amountMinor, currency } = approval
  const worth = amountMinor === null ? '' : `; ${money(amountMinor, currency)} wait`
  const nobody = isStuck ? ', who is away: nobody can answer' : ''
  const stands =
    state === 'pending' ? `waits for ${waitsFor.join(' or ')}${isLate ? ', late' : ''}${nobody}${worth}` : state
  return (
    <li>
      <strong>
        {percent(approval.discount / 100, 2)} on{' '}
        <NumberLink value={approval.dealName} to={`/crm/deals?deal=${approval.dealId}`} />
      </strong>
      : {stands}
      <span>
        {approval.reason} · {approval.askedBy ?? 'Drumbeat'}, {instant(approval.askedAt)}
        {answers.map(
          ({ level, by, answer: said, note }) =>
            ` · ${by}: ${said}${note && `, ${note}`}${level > 0 ? ` (level ${level + 1})` : ''}`,
        )}
      </span>
      {approval.mayAnswer && <Answer approval={approval} />}
    </li>
  )
}

/** Approve or decline, with a note to whoever asked. */
function Answer({ approval: { id, discount, dealName } }: { approval: Approval }) {
  const { percent } = useFormat()
  const [note, setNote] = useState('')
  const answer = useCommand(approvalsContract.answer, { onDone: (done) => toast(`The discount is ${done.state}`) })
  const say = (said: 'approved' | 'declined') => answer.mutate({ params: { id }, body: { answer: said, note } })
  return (
    <Group gap="xs">
      <TextInput
        size="xs"
        aria-label={`Note with the answer on ${dealName}`}
        placeholder="Note, if you like"
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button size="compact-xs" onClick={() => say('approved')}>
        Approve {percent(discount / 100, 2)} on {dealName}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => say('declined')}>
        Decline
      </Button>
    </Group>
  )
}
