import type { Overlap, Tool } from './schema.ts'

/** Pairs of tools that do the same: said so by an owner, or bought for the same purpose. */
export function overlapsOf(tools: readonly Tool[], bothUse: (a: Tool, b: Tool) => number | null): Overlap[] {
  const live = tools.filter(({ status }) => status !== 'retired').toSorted((a, b) => a.name.localeCompare(b.name))
  return live.flatMap((a, index) =>
    live.slice(index + 1).flatMap((b): Overlap[] => {
      const isSaid = says(a, b) || says(b, a)
      const purpose = samePurpose(a, b)
      if (!isSaid && purpose === null) return []
      return [
        {
          ...{ a: a.name, aId: a.id },
          ...{ b: b.name, bId: b.id },
          why: isSaid ? 'said by the owner' : 'same purpose',
          purpose: purpose ?? a.purpose ?? b.purpose,
          ...lowerCost(a, b),
          usersOfBoth90: bothUse(a, b),
        },
      ]
    }),
  )
}

function says({ overlaps }: Tool, { name }: Tool): boolean {
  return overlaps.some((each) => each.toLowerCase() === name.toLowerCase())
}

function samePurpose(a: Tool, b: Tool): string | null {
  return a.purpose !== null && a.purpose.toLowerCase() === b.purpose?.toLowerCase() ? a.purpose : null
}

function lowerCost(a: Tool, b: Tool): Pick<Overlap, 'lowerCostMinor' | 'currency'> {
  if (a.costPerYearMinor === null || b.costPerYearMinor === null || a.currency !== b.currency) {
    return { lowerCostMinor: null, currency: null }
  }
  return { lowerCostMinor: Math.min(a.costPerYearMinor, b.costPerYearMinor), currency: a.currency }
}
