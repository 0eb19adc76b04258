import type { SetName } from '../deals/set-names.ts'
import type { SegmentName } from '../view/dimension-names.ts'

/** The door to the deals of a set in one segment. */
export function segmentDoor(set: SetName): (by: SegmentName, row: { keys: string[] }) => string {
  return (by, { keys }) => `set:${set}:${by}:${keys[0]}`
}
