import { availableParallelism } from 'node:os'
import { type Comparison, compare } from '../../test/reference/planning/compare.ts'
import { solversHere } from '../../test/reference/planning/other-solver.ts'

const companies = 2_000
const firstSeed = 10_000

/**
 * Random small companies against glpsol and cbc in turn, on an independently written formulation, gap 0. Where one of them says
 * otherwise than we do, the other is asked as well, and both answers are shown: each has its own faults.
 */
export async function run(): Promise<string> {
  if (solversHere.length === 0)
    return 'Neither glpsol nor cbc is here (Debian: glpk-utils, coinor-cbc): nothing was compared.'
  const counts = { agrees: 0, differs: 0, unknown: 0 }
  const differing: string[] = []
  let second = 0
  let integer = 0
  for (let seed = firstSeed; seed < firstSeed + companies; seed++) {
    const [one, other] = turned(seed)
    const found = await compare(seed, one!)
    const again = found.verdict === 'differs' && other ? await compare(seed, other) : undefined
    if (again?.verdict === 'agrees') second++
    counts[again?.verdict ?? found.verdict]++
    if (found.integer) integer++
    if (found.verdict === 'differs')
      differing.push(`- seed ${seed}: ours ${found.ours}${[found, again].map(said).join('')}`)
  }
  if (counts.differs > 0) process.exitCode = 1
  return [
    `| companies | with integers | agree to 1e-6, checker finds nothing | of these with the second solver asked | differ | other solver gave up or unbounded |`,
    '|---|---|---|---|---|---|',
    `| ${companies} | ${integer} | ${counts.agrees} | ${second} | ${counts.differs} | ${counts.unknown} |`,
    '',
    `Solvers: ${solversHere.join(', ')}; cores ${availableParallelism()}.`,
    ...differing,
  ].join('\n')
}

function turned(seed: number): (typeof solversHere)[number][] {
  return seed % 2 === 0 ? [...solversHere] : [...solversHere].reverse()
}

function said(answer: Comparison | undefined): string {
  return answer ? `; ${answer.solver} ${answer.theirs}` : ''
}
