import { checkPlan, type PlanModel, type Progress, type Strategy, solvePlan } from '@drumbeat/planning'
import { randomModel } from '../../test/reference/planning/random-model.ts'

/** How many random companies are planned, each freely and under every strategy. */
const companies = 500
const firstSeed = 30_000

const strategies: readonly { name: string; strategy: Strategy | undefined }[] = [
  { name: 'free', strategy: undefined },
  { name: 'chase', strategy: { kind: 'chase' } },
  { name: 'level', strategy: { kind: 'level' } },
  { name: 'mixed, 1 change', strategy: { kind: 'mixed', changes: 1 } },
]

const features = {
  budgets: /"budgets"/,
  'a workforce': /"workforce"/,
  'least hours': /"minHours"/,
  'rates of change': /"rates"/,
  'shelf life': /"shelfLife"/,
  fences: /"fences"/,
  'sites and lanes': /"lanes"/,
  setups: /"setup"/,
  'least or whole lots': /"lot"/,
  'whole numbers': /"setup"|"multiple"|"integer":true|"maintenance"|"lot"|"orderCost"/,
}

interface Count {
  shown: number
  faulty: number
  feasible: number
  seconds: number[]
  readonly ways: Record<string, number>
}

/** Which share of small random companies with a plan is shown a first plan that the checker finds no fault with, how, and when. */
export async function run(): Promise<string> {
  const counts = new Map<string, Count>()
  let infeasible = 0
  const silent: string[] = []
  for (let seed = firstSeed; seed < firstSeed + companies; seed++) {
    const model = randomModel(seed)
    const text = JSON.stringify(model)
    for (const { name, strategy } of strategies) {
      const seen = await firstShown(model, strategy)
      if (!seen.feasible) {
        infeasible++
        continue
      }
      if (!seen.way && !seen.says) silent.push(`${seed} ${name}`)
      const about = strategy
        ? [name]
        : [name, ...Object.entries(features).flatMap(([f, is]) => (is.test(text) ? [f] : []))]
      for (const each of about) add(counts, each, seen)
    }
  }
  const all = [...counts.values()]
  if (all.some((each) => each.shown < each.feasible || each.faulty > 0) || silent.length > 0) process.exitCode = 1
  return [
    `${companies} random companies (seeds from ${firstSeed}), planned freely and under three strategies; ${infeasible} of these ${companies * strategies.length} problems have no plan at all.`,
    '',
    '| companies with a plan | how many | first plan shown | constructed | repaired | found by the search | faults | seconds of the clock, median | worst |',
    '|---|---|---|---|---|---|---|---|---|',
    ...[...counts].map(([name, each]) => line(name, each)),
    ...(silent.length > 0 ? ['', `Neither a first plan nor a reason: ${silent.join(', ')}.`] : []),
  ].join('\n')
}

interface Seen {
  readonly feasible: boolean
  readonly way: string | undefined
  readonly says: string | undefined
  readonly seconds: number
  readonly faults: number
}

async function firstShown(model: PlanModel, strategy: Strategy | undefined): Promise<Seen> {
  const told: Progress[] = []
  const solved = await solvePlan(model, { strategy, timeLimit: 20, onProgress: (each) => void told.push(each) })
  const first = told.find((each) => each.kind === 'first plan')
  return {
    feasible: solved.kind === 'plan' && solved.plan.status.kind !== 'infeasible',
    way: first?.way,
    says: told.find((each) => each.kind === 'no first plan')?.says,
    seconds: first?.seconds ?? Number.NaN,
    faults: first ? checkPlan(model, first.plan).violations.length : 0,
  }
}

function add(counts: Map<string, Count>, name: string, seen: Seen): void {
  const count = counts.get(name) ?? { shown: 0, faulty: 0, feasible: 0, seconds: [], ways: {} }
  counts.set(name, count)
  count.feasible++
  if (!seen.way) return
  count.shown++
  count.seconds.push(seen.seconds)
  count.ways[seen.way] = (count.ways[seen.way] ?? 0) + 1
  if (seen.faults > 0) count.faulty++
}

function line(name: string, { shown, faulty, feasible, seconds, ways }: Count): string {
  const share = (n = 0) => `${((100 * n) / feasible).toFixed(1)} %`
  const sorted = seconds.sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  return `| ${name} | ${feasible} | ${share(shown)} | ${share(ways.constructed)} | ${share(ways.repaired)} | ${share(ways.found)} | ${faulty} | ${median.toFixed(3)} | ${(sorted.at(-1) ?? Number.NaN).toFixed(3)} |`
}
