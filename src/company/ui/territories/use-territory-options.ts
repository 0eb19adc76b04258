import type { Option } from '#platform/ui/form/FieldInput.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { territoriesContract } from '../../territories/contract.ts'
import { territoryRows } from './territory-rows.ts'

/** Territories to choose from, in the order of the tree; `outside` leaves one out with all that lies in it. */
export function useTerritoryOptions({ outside }: { outside?: string | undefined } = {}): Option[] {
  const { data } = useCall(territoriesContract.list)
  return territoryRows(data?.territories ?? [])
    .filter((row) => !outside || !row.path.includes(outside))
    .map((row) => ({ value: row.id, label: `${'\u2003'.repeat(row.depth)}${row.name}` }))
}
