import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { approvalsContract } from '../../approvals/contract.ts'
import classes from '../process.module.css'
import { ApprovalItem } from './ApprovalItem.tsx'

/** Discounts that were asked for, and how each stands. */
export function ApprovalsTab() {
  const call = useCall(approvalsContract.approvals)
  return (
    <Ready call={call}>
      {({ approvals }) =>
        approvals.length === 0 ? (
          <EmptyState
            title="No discount was asked for yet"
            teaches="With an approval rule, a discount is asked for on the deal and answered along its chain; until then the deal does not come to the stage of the rule."
          />
        ) : (
          <ul className={classes.firings}>
            {approvals.map((approval) => (
              <ApprovalItem key={approval.id} approval={approval} />
            ))}
          </ul>
        )
      }
    </Ready>
  )
}
