/** What a deal is, as far as tags can name it: its stage, the segment of its account, the families of its products. */
export type DealTraits = Record<Trait, readonly string[]>
type Tagged = { name: string; stages: readonly string[]; segments: readonly string[]; families: readonly string[] }
export type Trait = 'stage' | 'segment' | 'family'

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
    .map(({ resource, matches }) => ({ resource, matches, because: reason(resource, matches, deal) }))
    .sort((a, b) => b.matches.length - a.matches.length || a.resource.name.localeCompare(b.resource.name))
}

const traits = ['stage', 'segment', 'family'] as const

function fits(resource: Tagged, trait: Trait, deal: DealTraits): boolean {
  return resource[tagOf[trait]].length === 0 || named(resource, trait, deal).length > 0
}

/** What a deal is that the tags of a resource name. */
function named(resource: Tagged, trait: Trait, deal: DealTraits): string[] {
  const words = new Set(resource[tagOf[trait]].map((word) => word.toLowerCase()))
  return deal[trait].filter((value) => words.has(value.toLowerCase()))
}

function reason(resource: Tagged, matches: readonly Trait[], deal: DealTraits): string {
  if (matches.length === 0) return 'For every deal'
  return `For ${matches.map((trait) => `${wordOf[trait]} ${named(resource, trait, deal).join(' and ')}`).join(', ')}`
}
