import { describe, expect, it } from 'vitest'
import { compare } from './compare.ts'
import { solversHere } from './other-solver.ts'

const seeds = Array.from({ length: 200 }, (_, i) => i + 1)

describe.skipIf(solversHere.length === 0)('random small companies', () => {
  it('have the optimum that another solver finds on an independent formulation, and pass the checker', async () => {
    const differing = []
    for (const seed of seeds) {
      const found = await compare(seed, solversHere[seed % solversHere.length]!)
      if (found.verdict === 'differs') differing.push(found)
    }
    expect(differing).toEqual([])
  })
})
