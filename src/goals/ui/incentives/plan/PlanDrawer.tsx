import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import type { Plan } from '../../../incentives/schema.ts'
import { ChangeTerms } from './ChangeTerms.tsx'
import { NewPlan } from './NewPlan.tsx'

/** A new plan, or new terms of one from a day on. */
export function PlanDrawer({ plans }: { plans: readonly Plan[] }) {
  const find = (id: string) => plans.find((plan) => plan.id === id)
  return (
    <DetailDrawer
      param="terms"
      size={640}
      title={(id) => (id === 'new' ? 'New incentive plan' : `New terms of ${find(id)?.name ?? 'the plan'}`)}
      definition="Terms hold from their first day on. Those before them end the day before; runs that were made keep theirs."
    >
      {(id) => {
        if (id === 'new') return <NewPlan />
        const plan = find(id)
        return plan ? <ChangeTerms plan={plan} /> : <p>There is no such plan.</p>
      }}
    </DetailDrawer>
  )
}
