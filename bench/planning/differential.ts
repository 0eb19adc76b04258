import { availableParallelism } from 'node:os'
import { compare } from '../../test/reference/planning/compare.ts'
import { solversHere } from '../../test/reference/planning/other-solver.ts'

const companies = 2_000
const firstSeed = 10_000

/** Random small companies against glpsol and cbc on an independently written formulation, gap 0. */
export async function run(): Promise<string> {
  if (solversHere.length === 0)
    return 'Neither glpsol nor cbc is here (Debian: glpk-utils, coinor-cbc): nothing was compared.'
  const counts = { agrees: 0, differs: 0, unknown: 0 }
  const differing: string[] = []
  let integer = 0
  for (let seed = firstSeed; seed < firstSeed + companies; seed++) {
    const found = await compare(seed, solversHere[seed % solversHere.length]!)
    counts[found.verdict]++
    if (found.integer) integer++
    if (found.verdict === 'differs') differing.push(`- seed ${seed}: ours ${found.ours}, theirs ${found.theirs}`)
  }
  if (counts.differs > 0) process.exitCode = 1
  return [
    `| companies | with integers | agree to 1e-6, checker finds nothing | differ | other solver gave up or unbounded |`,
    '|---|---|---|---|---|',
    `| ${companies} | ${integer} | ${counts.agrees} | ${counts.differs} | ${counts.unknown} |`,
    '',
    `Solvers: ${solversHere.join(', ')}; cores ${availableParallelism()}.`,
    ...differing,
  ].join('\n')
}
