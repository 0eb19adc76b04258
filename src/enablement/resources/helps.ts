/** What a deal is, as far as tags can name it. */
export type DealTraits = { stage: string; segment: string | null; family: string | null }
type Tagged = { name: string; stages: readonly string[]; segments: readonly string[]; families: readonly string[] }
export type Trait = keyof DealTraits

const tagOf = { stage: 'stages', segment: 'segments', family: 'families' } as const
const wordOf = { stage: 'the stage', segment: 'the segment', family: 'the family' } as const

/**
 * The resources that help with a deal, best first: none of their tags names something else, and the more of what the deal
 * is they name, the better. One that names nothing is for every deal and comes last.
 */
export function helpsWith<Resource extends Tagged>(
  deal: DealTraits,
  resources: readonly Resource[],
): { resource: Resource; matches: Trait[]; because: string }[] {
  return resources
    .filter((resource) => traits.every((trait) => fits(resource, trait, deal)))
    .map((resource) => ({ resource, matches: traits.filter((trait) => resource[tagOf[trait]].length > 0) }))
    .map(({ resource, matches }) => ({ resource, matches, because: reason(deal, matches) }))
    .sort((a, b) => b.matches.length - a.matches.length || a.resource.name.localeCompare(b.resource.name))
}

const traits = ['stage', 'segment', 'family'] as const

function fits(resource: Tagged, trait: Trait, deal: DealTraits): boolean {
  const words = resource[tagOf[trait]]
  const value = deal[trait]?.toLowerCase()
  return words.length === 0 || (value !== undefined && words.some((word) => word.toLowerCase() === value))
}

function reason(deal: DealTraits, matches: readonly Trait[]): string {
  if (matches.length === 0) return 'For every deal'
  return `For ${matches.map((trait) => `${wordOf[trait]} ${deal[trait]}`).join(', ')}`
}
