import { useCall } from '#platform/ui/use-call.ts'
import { importsContract } from '../contract.ts'
import type { ShownKind } from '../schema.ts'

/** What files can hold, as the domains declare it; `of` gives one kind, without fields while they are still being asked for. */
export function useKinds(): {
  kinds: ShownKind[]
  of: (name: string) => ShownKind
  several: (noun: string) => string
} {
  const { data } = useCall(importsContract.kinds, {})
  const kinds = data?.kinds ?? []
  return {
    kinds,
    of: (name) =>
      kinds.find((kind) => kind.name === name) ?? {
        name,
        rowsAre: name,
        fields: [],
        required: [],
        door: null,
        merges: null,
      },
    several: (noun) => data?.nouns.find((each) => each.noun === noun)?.plural ?? `${noun}s`,
  }
}
