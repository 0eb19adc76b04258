import type { BasisInput } from 'highs'
import type { Built } from '../program/layout.ts'
import { startBasis, startOptions } from './start-basis.ts'

/** With so many rows, and each item on average made at so many sites that lanes join, the interior-point method is the quicker. */
const [manyRows, manySites] = [12_000, 2.5]

/** How a linear program is begun: from a basis by the dual simplex, or by the interior-point method where that is the quicker. */
export function linearStart(built: Built): { basis?: BasisInput; basisOptions: Record<string, number | string> } {
  if (interiorPays(built)) return { basisOptions: { solver: 'ipm' } }
  return { basis: startBasis(built), basisOptions: startOptions(built) }
}

/**
 * Whether a linear program is one for the interior-point method with crossover: where most items can be made at several sites and sent
 * to others, the simplex wanders among plans that cost nearly the same.
 */
export function interiorPays({ instance, program }: Built): boolean {
  if (program.rows < manyRows) return false
  const sent = new Set<string>()
  const made = new Map<string, Set<string>>()
  for (const source of instance.sources) {
    const { item, site } = instance.points[source.point]!
    if (source.kind === 'ship') sent.add(item)
    if (source.kind === 'make') made.set(item, (made.get(item) ?? new Set()).add(site))
  }
  let sites = 0
  for (const item of sent) sites += made.get(item)?.size ?? 0
  return sent.size > 0 && sites / sent.size >= manySites
}
