import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
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
  const { day, money } = useFormat()
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

/** The person's line among the goals of that time. */
function goalPath({ personId, startsOn }: AnsweredQuota): string {
  return `/goals?on=${startsOn}&line=person.${personId}`
}

function OwnAnswer({ quota }: { quota: AnsweredQuota }) {
  const answer = useCommand(quotaPlanContract.answer, { onDone: () => toast('Your answer is kept') })
  return <AcceptOrDispute onSay={(body) => answer.mutate({ params: { id: quota.quotaId }, body })} />
}
