import { Answer } from '#platform/ui/page/Answer.tsx'
import type { Beside } from '#platform/ui/page/Held.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { quotaPlanContract } from '../../quotas/plan/contract.ts'
import { useProposal } from './use-proposal.ts'

/** What the plan assigns and what has been answered; to who does not set quotas, their own. */
export function QuotaPlanAnswer() {
  const { can } = useSession()
  const { shortMoney, percent, number, day } = useFormat()
  const { call } = useProposal()
  const answers = useCall(quotaPlanContract.answers)
  const quotas = answers.data?.quotas
  if (!can('goals:edit')) return <OwnQuotas />
  if (!call.data || !quotas) return null
  const { targetMinor, assignedMinor, currentMinor, currency, from, to } = call.data
  const disputed = quotas.filter(({ answer }) => answer === 'disputed').length
  const below = (value: string, label: string, beside: Beside = {}) => (
    <NumberBelow value={value} rows="Proposed quotas" label={label} {...beside} />
  )
  return (
    <Answer
      tone={disputed > 0 ? 'behind' : 'ahead'}
      means={`The target is the company's own quota for these days, or, without one, what was won in the same days a year before. The proposal assigns it with the over-assignment asked for, in whole steps. Standing are the quotas that these people have for these days now; disputed are those whose last answer says so.`}
    >
      For {day(from)} until {day(to)} the proposal assigns {below(shortMoney(assignedMinor, currency), 'Assigned')}
      {targetMinor > 0 && (
        <>
          {' '}
          {below(percent(assignedMinor / targetMinor - 1), 'Over-assignment', { before: '(' })} over the target of{' '}
          <NumberLink value={shortMoney(targetMinor, currency)} to="/goals?tab=quotas" label="Target" />)
        </>
      )}
      ; {below(shortMoney(currentMinor, currency), 'Standing')} stand.{' '}
      <NumberLink value={number(disputed)} to="/goals/quota-plan?tab=answers" label="Disputed quotas" />{' '}
      {disputed === 1 ? 'quota is' : 'quotas are'} disputed.
    </Answer>
  )
}

/** How many of one's own quotas wait for an answer. */
function OwnQuotas() {
  const { number } = useFormat()
  const quotas = useCall(quotaPlanContract.answers).data?.quotas
  if (!quotas) return null
  const open = quotas.filter(({ isMine, answer }) => isMine && answer === 'not answered').length
  return (
    <Answer means="Your own quotas of the running and the coming quarter that you neither accepted nor disputed yet.">
      {open > 0 ? (
        <>
          <NumberLink value={number(open)} to="/goals/quota-plan?tab=answers" label="Not answered" /> of your quotas{' '}
          {open === 1 ? 'waits' : 'wait'} for your answer.
        </>
      ) : (
        'None of your quotas waits for your answer.'
      )}
    </Answer>
  )
}
