import { useCall } from '#platform/ui/use-call.ts'
import { companyContract } from '../contract.ts'

/** The day it is at the company, as the server says; an empty text until it has. */
export function useToday(): string {
  const { data } = useCall(companyContract.today)
  return data?.today ?? ''
}
