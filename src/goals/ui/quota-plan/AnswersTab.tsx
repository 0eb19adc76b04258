import { dayAfter } from '@drumbeat/periods'
import { Text } from '@mantine/core'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type AnsweredQuota, quotaPlanContract } from '../../quotas/plan/contract.ts'
import { AcceptOrDispute } from '../AcceptOrDispute.tsx'
import classes from '../incentives/incentives.module.css'

/** The quotas of the running and the coming quarter with what each person said, and one's own to answer. */
export function AnswersTab() {
  const call = useCall(quotaPlanContract.answers)
  return (
    <Ready call={call}>
      {({ quotas }) =>
        quotas.length === 0 ? (
          <EmptyState
            title="No quotas for this quarter or the coming one yet"
            teaches="Here people accept or dispute their quotas, and you see who did."
          />
        ) : (
          <>
            {quotas
              .filter(({ isMine }) => isMine)
              .map((quota) => (
                <OwnAnswer key={quota.quotaId} quota={quota} />
              ))}
            {quotas.some(({ isMine }) => !isMine) && <Everybody quotas={quotas} />}
          </>
        )
      }
    </Ready>
  )
}

function Everybody({ quotas }: { quotas: AnsweredQuota[] }) {
  const { day, money } = useFormat()
  return (
    <ScrollRegion label="Answers to quotas">
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Person</th>
            <th>Period</th>
            <th>
              <Defined
                name="Quota"
                means="What the person is to close from the first day until the day before the second, as it stands now. Its name opens the quota with what is closed against it."
              />
            </th>
            <th>Answer</th>
          </tr>
        </thead>
        <tbody>
          {quotas.map((quota) => (
            <tr key={quota.quotaId}>
              <th scope="row">
                <NumberLink value={quota.personName} to={goalPath(quota)} />
              </th>
              <td>
                {day(quota.startsOn)} until {day(quota.endsOn)}
              </td>
              <td>{money(quota.amountMinor, quota.currency)}</td>
              <td>
                {quota.answer}
                {quota.note && `: ${quota.note}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** The person's line among the goals of that time. */
function goalPath({ personId, startsOn }: AnsweredQuota): string {
  return `/goals?on=${startsOn}&line=person.${personId}`
}

/** One's own quota, said and answered where a phone shows it. */
function OwnAnswer({ quota }: { quota: AnsweredQuota }) {
  const { day, money } = useFormat()
  const answer = useCommand(quotaPlanContract.answer, { onDone: () => toast('Your answer is kept') })
  const { answer: said, note } = quota
  return (
    <Section title={`Your quota of ${day(quota.startsOn)} until ${day(dayAfter(quota.endsOn, -1))}`}>
      <Text size="sm" mb="xs">
        <NumberLink value={money(quota.amountMinor, quota.currency)} to={goalPath(quota)} label="Your quota" />.{' '}
        {said === 'not answered' ? 'It waits for your answer.' : `You ${said} it${note ? `: ${note}` : ''}.`}
      </Text>
      <AcceptOrDispute onSay={(body) => answer.mutate({ params: { id: quota.quotaId }, body })} />
    </Section>
  )
}
