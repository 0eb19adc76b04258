import { DealApproval } from './approvals/DealApproval.tsx'
import { DealAssigned } from './rules/AssignedBecause.tsx'

/** In the drawer of a deal: why it came to its owner, and its discounts. */
export function DealPanel({ id }: { id: string }) {
  return (
    <>
      <DealAssigned id={id} />
      <DealApproval id={id} />
    </>
  )
}
