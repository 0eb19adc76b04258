import { useSession } from '#platform/ui/session.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { quotaPlanContract } from '../../quotas/plan/contract.ts'

/** The proposal as the address asks for it. */
export function useProposal() {
  const { can } = useSession()
  const [given, change] = useUrlParams()
  const asked = {
    overAssignment: Number(given.over ?? 10) / 100,
    historyShare: Number(given.history ?? 70) / 100,
    ...(given.target && { targetMinor: Number(given.target) }),
  }
  return { asked, change, call: useCall(quotaPlanContract.proposal, { query: asked }, { enabled: can('goals:edit') }) }
}
