import { useMemo } from 'react'
import { useCall } from '#platform/ui/use-call.ts'
import { itemsContract } from '../../items/contract.ts'
import { commonAttributes } from '../../items/fields.ts'

/** The names of the attributes that items have, and of those that every item may have. */
export function useAttributes(): string[] {
  const { data } = useCall(itemsContract.attributes)
  return useMemo(() => {
    const known = (data?.attributes ?? []).map(({ name }) => name)
    const lower = new Set(known.map((name) => name.toLowerCase()))
    return [...commonAttributes.filter((name) => !lower.has(name.toLowerCase())), ...known]
  }, [data])
}
