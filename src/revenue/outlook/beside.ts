import type { DealOnDay } from '#pipeline/lives.sql.ts'
import type { Written } from '#platform/numbers/written.ts'

type Said = Pick<DealOnDay, 'category'> & { chance: number }
export type Beside = { beside: 'better' | 'worse' | 'as said' | 'no usable signal'; besideSays: string }

/** Deals of a category below which its usual chance cannot be said. */
const enough = 5

/**
 * Holds each deal's chance against what deals of the categories usually have: a deal that the rep does not commit, with a
 * chance above that of half the committed deals, looks better than the rep says; a committed one with less than half of the
 * uncommitted ones, worse.
 */
export function besideTheRep(
  due: readonly Said[],
  { isUsable, percent }: { isUsable: boolean; percent: Written['percent'] },
): (deal: Said) => Beside {
  const committed = medianOf(due.filter(({ category }) => category === 'commit'))
  const uncommitted = medianOf(due.filter(({ category }) => category === 'pipeline'))
  return ({ category, chance }) => {
    if (!isUsable) {
      return {
        beside: 'no usable signal',
        besideSays:
          'Nothing known of deals tells which are won; every deal of one age and time of the quarter gets the same chance.',
      }
    }
    const has = `this one has ${percent(chance)}`
    if (committed !== null && (category === 'pipeline' || category === 'best case') && chance > committed) {
      const besideSays = `The rep says ${category}; half of the committed deals have a chance below ${percent(committed)}, ${has}.`
      return { beside: 'better', besideSays }
    }
    if (uncommitted !== null && category === 'commit' && chance < uncommitted) {
      const besideSays = `The rep commits it; half of the deals that are only in the pipeline have a chance above ${percent(uncommitted)}, ${has}.`
      return { beside: 'worse', besideSays }
    }
    return { beside: 'as said', besideSays: '' }
  }
}

function medianOf(deals: readonly Said[]): number | null {
  if (deals.length < enough) return null
  const chances = deals.map(({ chance }) => chance).sort((a, b) => a - b)
  return (chances[Math.floor((chances.length - 1) / 2)]! + chances[Math.floor(chances.length / 2)]!) / 2
}
