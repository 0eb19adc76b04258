import { checkPlan, type PlanModel, solvePlan } from '@drumbeat/planning'
import { randomModel } from '../../test/reference/planning/random-model.ts'

const mutations = 100_000
const limit = 2
/** A mutation may take this long at most: the limit of the solver, and as much again for everything beside it. */
const longest = 2 * limit + 1

/** What came of mutated models. */
export interface FuzzCount {
  readonly answers: Readonly<Record<string, number>>
  readonly slowest: number
  readonly wrong: readonly string[]
}

/** Mutates random models and solves what is left of them: no crash, no hang, every problem with path, value and way out. */
export async function fuzz(input: { mutations: number; seed: number }): Promise<FuzzCount> {
  const answers: Record<string, number> = {}
  const wrong: string[] = []
  const next = dice(input.seed)
  let slowest = 0
  for (let k = 0; k < input.mutations; k++) {
    const model = mutated(next)
    const text = JSON.stringify(model)
    const begin = performance.now()
    try {
      const solved = await solvePlan(model, { timeLimit: limit, explain: k % 10 === 0 })
      const kind = solved.kind === 'plan' ? `plan, ${solved.plan.status.kind}` : solved.kind
      answers[kind] = (answers[kind] ?? 0) + 1
      if (solved.kind === 'invalid')
        for (const each of solved.problems)
          if (!each.says || !each.wayOut || typeof each.path !== 'string')
            wrong.push(`no way out: ${JSON.stringify(each)}`)
      if (solved.kind === 'plan' && solved.plan.status.kind !== 'infeasible') {
        const fault = checkPlan(model as PlanModel, solved.plan).violations[0]
        if (fault && solved.plan.notes.length === 0) wrong.push(`${fault.says}: ${text}`)
        else if (fault) answers['of these: inexact, and says so'] = (answers['of these: inexact, and says so'] ?? 0) + 1
      }
      if (JSON.stringify(model) !== text) wrong.push(`the input was changed: ${text}`)
    } catch (error) {
      wrong.push(`threw ${(error as Error).stack?.split('\n').slice(0, 3).join(' ')}: ${text}`)
    }
    const seconds = (performance.now() - begin) / 1000
    slowest = Math.max(slowest, seconds)
    if (seconds > longest) wrong.push(`took ${seconds.toFixed(1)} s: ${text}`)
  }
  return { answers, slowest, wrong }
}

/** A random model in which one to three things were changed, taken out or doubled. */
export function mutated(next: () => number): unknown {
  const model = structuredClone(randomModel(1 + Math.floor(next() * 5000))) as unknown
  for (let edits = 1 + Math.floor(next() * 3); edits > 0; edits--) mutate(model, next)
  return model
}

/** The table of answers to mutated models. */
export async function run(): Promise<string> {
  const { answers, slowest, wrong } = await fuzz({ mutations, seed: 1 })
  if (wrong.length > 0) process.exitCode = 1
  return [
    `| answer to ${mutations} mutations | how often |`,
    '|---|---|',
    ...Object.entries(answers).map(([kind, count]) => `| ${kind} | ${count} |`),
    `| wrong: thrown, changed, too long, faulty plan that does not say so, problem without a way out | ${wrong.length} |`,
    '',
    `Slowest ${slowest.toFixed(1)} s at a time limit of ${limit} s.`,
    ...wrong.slice(0, 10).map((each) => `- ${each.slice(0, 400)}`),
  ].join('\n')
}

const strange: readonly unknown[] = [
  ...[null, -1, 0, 1, 1e300, 1e-300, 1e12, 1e-6, '', 'zz', [], {}, true, [1], [null, null, null]],
  ...[1.5, '__proto__', 'constructor', 4e9, [[1]], 0.1, 7, 'table', 'leg', [0, 0, 0, 0, 0, 0]],
]

function mutate(node: unknown, next: () => number): void {
  const holder = node as Record<string, unknown>
  const names = Object.keys(holder)
  if (names.length === 0) return
  const name = names[Math.floor(next() * names.length)]!
  const value = holder[name]
  if (typeof value === 'object' && value !== null && next() < 0.8) {
    mutate(value, next)
    return
  }
  const way = next()
  if (way < 0.2) delete holder[name]
  else if (way < 0.5 && typeof value === 'number') holder[name] = value * 10 ** Math.floor(next() * 13 - 6)
  else if (way < 0.6 && Array.isArray(holder)) holder.push(structuredClone(value))
  else holder[name] = structuredClone(strange[Math.floor(next() * strange.length)])
}

/** Numbers from 0 to 1 that the seed decides. */
export function dice(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 4294967296
  }
}
