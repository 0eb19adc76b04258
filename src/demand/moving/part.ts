import type { Node } from '../node.ts'

/** How a family is named where forecasts are moved family by family: its id, or `none`. */
export function partOf({ familyId }: Pick<Node, 'familyId'>): string {
  return familyId ?? 'none'
}

/** Everything together, and in a list of families to move: all of them. */
export const everything = 'all'
export const allFamilies = '*'
