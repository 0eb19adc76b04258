import { createHash } from 'node:crypto'
import {
  exportProgram,
  openPlan,
  type PlanModel,
  riskOfPlan,
  type SolveOptions,
  solvePlan,
  strategyMenu,
} from '@drumbeat/planning'
import { changeProblems } from '../../test/reference/planning/published/changes-and-staff.ts'
import { lotProblems } from '../../test/reference/planning/published/lots-and-parts.ts'
import { mixProblems, productionProblems } from '../../test/reference/planning/published/production-and-stock.ts'
import { workforceProblems } from '../../test/reference/planning/published/workforce.ts'
import { randomModel } from '../../test/reference/planning/random-model.ts'
import { farnsworthTire, redTomato, sopDataHere } from '../../test/reference/planning/sop-models.ts'
import { everywhere } from './everywhere.ts'
import { dice, mutated } from './fuzz.ts'
import { generatedCompany } from './generated-company.ts'
import { lotProblem } from './lots-problem.ts'

/**
 * Answers of the engine to a fixed spread of models, as one hash per kind over every digit: a change of the code that is meant to
 * change no answer leaves all of them as they were. No limit of time is set, so that a busy machine answers the same.
 */
export async function run(): Promise<string> {
  const lines = ['| kind | answers | sha256, first 16 digits |', '|---|---|---|']
  for (const [kind, answers] of Object.entries(kinds)) {
    const hash = createHash('sha256')
    let count = 0
    for await (const answer of answers()) {
      hash.update(JSON.stringify(answer, exactly))
      count++
    }
    lines.push(`| ${kind} | ${count} | ${hash.digest('hex').slice(0, 16)} |`)
  }
  return lines.join('\n')
}

const kinds: Record<string, () => AsyncGenerator<unknown>> = {
  'random companies, explained': async function* () {
    for (let seed = 1; seed <= 150; seed++) yield answerTo(randomModel(seed), { explain: true })
  },
  'mutated input': async function* () {
    const next = dice(99)
    for (let k = 0; k < 150; k++) yield answerTo(mutated(next), { explain: k % 4 === 0 })
  },
  'textbook sets': async function* () {
    if (sopDataHere) for (const model of [redTomato(), farnsworthTire()]) yield answerTo(model, { explain: true })
    const published = [...workforceProblems, ...productionProblems, ...mixProblems, ...changeProblems, ...lotProblems]
    for (const { model } of published) yield answerTo(model, { explain: true })
  },
  'large companies': async function* () {
    yield answerTo(generatedCompany({ items: 60, periods: 24, resources: 15 }), { explain: true })
    yield answerTo(generatedCompany({ items: 300, periods: 24, resources: 20, sites: 3 }))
    yield answerTo(everywhere({ items: 20, periods: 12, resources: 5 }, 1))
  },
  lots: async function* () {
    for (const seed of [1, 2])
      yield answerTo(lotProblem({ items: 6, periods: 10, load: 0.75, seed, counts: 'half the setups' }), { gap: 0.001 })
  },
  'menu of strategies': async function* () {
    for (let seed = 500; seed < 515; seed++) yield await strategyMenu(randomModel(seed))
  },
  'live edits': async function* () {
    for (let seed = 600; seed < 620; seed++) yield await liveAnswers(randomModel(seed))
  },
  risk: async function* () {
    for (let seed = 700; seed < 715; seed++) {
      const model = randomModel(seed)
      const solved = await solvePlan(model)
      if (solved.kind === 'plan') yield riskOfPlan({ model, plan: solved.plan, samples: 50, seed })
    }
  },
  'exported programs': async function* () {
    for (let seed = 800; seed < 820; seed++) yield await exportProgram(randomModel(seed), { format: 'lp' })
  },
}

async function answerTo(model: unknown, options: SolveOptions = {}): Promise<unknown> {
  const first: unknown[] = []
  const solved = await solvePlan(model, {
    ...options,
    onProgress: (each) => {
      if (each.kind === 'first plan') first.push(each.way, each.objective, each.gap)
    },
  })
  if (solved.kind !== 'plan') return solved
  const { prices, ...told } = solved
  return { ...told, first, rowPrices: prices?.found.rowPrices && Array.from(prices.found.rowPrices) }
}

async function liveAnswers(model: PlanModel): Promise<unknown> {
  const opened = await openPlan(model)
  if (opened.kind === 'invalid') return opened
  const { base, branch, edit, solve, compare, close } = opened.opened
  const one = edit(branch('one'), [{ kind: 'demand', row: 0, period: 1, quantity: 3 }])
  const other = edit(one, [{ kind: 'allDemand', factor: 1.1 }])
  const answers = [base, one, other, base].map((scenario) => solve(scenario))
  const differs = compare(base, other)
  close()
  return { answers, differs }
}

/** Numbers that JSON does not know. */
function exactly(_: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return Object.is(value, -0) ? '-0' : value
}
