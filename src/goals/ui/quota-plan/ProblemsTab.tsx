import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { planningContract } from '../../planning-contract.ts'
import classes from '../incentives/incentives.module.css'

/** Quotas that cannot be right, each with the money affected. */
export function ProblemsTab() {
  const { money } = useFormat()
  const call = useCall(planningContract.quotaProblems)
  return (
    <Ready call={call}>
      {({ problems }) =>
        problems.length === 0 ? (
          <EmptyState
            title="No quota contradicts another"
            teaches="Here you will see quotas of people who have left, quotas that overlap or are in a currency without a rate, and those of managers whose people carry less in all, with the money affected."
          />
        ) : (
          <>
            <Explained
              of="Quotas that cannot be right"
              means="Quotas of people who have left, that overlap, in a currency without a rate, or of managers whose people carry less in all; of periods that have not ended. The sum is the money affected."
            >
              They count as they stand until somebody corrects them.
            </Explained>
            <ul className={classes.sums} data-explained>
              {problems.map((problem) => (
                <li key={`${problem.kind} ${problem.quotaId} ${problem.message}`}>
                  <NumberLink
                    value={money(problem.amountMinor, problem.currency)}
                    label={`${problem.subjectName}, ${problem.kind}`}
                    to={`/goals?on=${problem.startsOn}&line=person.${problem.personId}`}
                  />{' '}
                  {problem.kind}: {problem.message}
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Ready>
  )
}
