import type { Grain } from '../schema.ts'

type Category = 'closed' | 'commit' | 'best case' | 'pipeline' | 'omitted' | 'open'
type Told = {
  period: { grain: Grain; from: string }
  asOf: { asOf?: string; known?: 'then' }
  by?: string
  key?: string
}

/** Where the deals stand in Pipeline that a category of the forecast counts; of one segment where it is given. */
export function dealsOf(category: Category, { period, asOf, by, key }: Told): string {
  const set = category === 'closed' ? 'all' : category === 'omitted' ? 'omitted' : 'open'
  const where = conditionOf(category, period)
  const door = by === undefined ? `set:${set}` : `set:${set}:${by}:${key}`
  const days = { ...asOf, due: period.grain, on: period.from }
  return `/pipeline?${new URLSearchParams({ tab: 'segments', ...days, ...(where && { where }), door })}`
}

function conditionOf(category: Category, { grain, from }: Told['period']): string | null {
  if (category === 'closed') return `outcome:won,closed-${grain}:${from}`
  if (category === 'open' || category === 'omitted') return null
  return `category:${category === 'commit' ? 'commit|closed' : category}`
}
