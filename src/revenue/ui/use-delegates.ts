import { companyContract } from '#company/contract.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { revenueContract } from '../contract.ts'

/** Who may call for whom: those who call for a person from today on, and those for whom the reader may call today. */
export function useDelegates() {
  const { user } = useSession()
  const today = useCall(companyContract.today).data?.today
  const all = useCall(revenueContract.delegates).data?.delegates ?? []
  const coming = today === undefined ? [] : all.filter(({ endsOn }) => endsOn === null || endsOn > today)
  return {
    today,
    of: (personId: string) => coming.filter((each) => each.personId === personId),
    mine: coming.filter(({ delegateId, startsOn }) => delegateId === user.personId && startsOn <= today!),
  }
}
