import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlanModel } from '@drumbeat/planning'
import { formulate } from './formulation.ts'

/** The solvers of Debian (packages glpk-utils and coinor-cbc) that this machine has. */
export const solversHere = (['glpsol', 'cbc'] as const).filter(
  (name) => spawnSync(name, ['--version']).error === undefined,
)

export type OtherSolver = (typeof solversHere)[number]

/** What another solver says about a model: its optimum, or that there is no plan. */
export type OtherAnswer =
  | {
      readonly kind: 'optimal'
      readonly objective: number
      /** By how much earlier objectives were allowed to slip, all together. */
      readonly slack: number
    }
  | { readonly kind: 'infeasible' | 'unbounded' | 'unknown'; readonly objective: number }

/** Solves a model in an independent formulation with an independent solver, objective after objective. */
export function solveByOthers(model: PlanModel, solver: OtherSolver): OtherAnswer {
  const folder = mkdtempSync(join(tmpdir(), 'drumbeat-other-'))
  try {
    const { objectives, moneyAt, constraints, bounds, integers, offset, sign } = formulate(model)
    const locked: string[] = []
    let money = Number.NaN
    let slack = 0
    for (const [i, objective] of objectives.entries()) {
      const text = lpText({ objective, constraints: [...constraints, ...locked], bounds, integers })
      const answer = run({ text, folder, solver })
      if (answer.kind !== 'optimal') return answer
      if (i === moneyAt) money = answer.objective
      const slip = 1e-7 * Math.max(1, Math.abs(answer.objective))
      if (i < moneyAt) slack += slip
      locked.push(`lock${i}: ${objective} <= ${answer.objective + slip}`)
    }
    return { kind: 'optimal', objective: sign * (money + offset), slack }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function lpText(parts: {
  objective: string
  constraints: readonly string[]
  bounds: readonly string[]
  integers: readonly string[]
}): string {
  const { objective, constraints, bounds, integers } = parts
  const general = integers.length > 0 ? `Generals\n ${integers.join('\n ')}\n` : ''
  return `Minimize\n obj: ${objective}\nSubject To\n ${constraints.join('\n ')}\nBounds\n ${bounds.join('\n ')}\n${general}End\n`
}

function run(input: { text: string; folder: string; solver: OtherSolver }): OtherAnswer {
  const { text, folder, solver } = input
  const [lp, out] = [join(folder, 'model.lp'), join(folder, 'out.txt')]
  writeFileSync(lp, text)
  return solver === 'glpsol' ? glpsol(lp, out) : cbc(lp, out)
}

function glpsol(lp: string, out: string): OtherAnswer {
  const { stdout } = spawnSync('glpsol', ['--lp', lp, '-w', out, '--tmlim', '60'], { encoding: 'utf8' })
  const written = readFileSync(out, 'utf8')
  const status = /^s (?:bas|mip) \d+ \d+ (.*)$/m.exec(written)?.[1]?.split(' ')
  if (!status) throw new Error(`glpsol said: ${stdout.slice(-500)}`)
  const optimal = status.length === 3 ? status[0] === 'f' && status[1] === 'f' : status[0] === 'o'
  const objective = Number(status.at(-1))
  if (optimal) return { kind: 'optimal', objective, slack: 0 }
  if (/UNBOUNDED|NO DUAL FEASIBLE/.test(stdout)) return { kind: 'unbounded', objective }
  return {
    kind:
      /NO (PRIMAL|INTEGER)? ?FEASIBLE|NO FEASIBLE/.test(stdout) || status[0] === 'n' || status[0] === 'i'
        ? 'infeasible'
        : 'unknown',
    objective,
  }
}

function cbc(lp: string, out: string): OtherAnswer {
  spawnSync('cbc', [lp, 'ratio', '0', 'allow', '0', 'sec', '60', 'solve', 'solu', out], { encoding: 'utf8' })
  const first = readFileSync(out, 'utf8').split('\n')[0]!
  const objective = Number(/objective value\s+(\S+)/.exec(first)?.[1])
  if (/^Optimal/.test(first)) return { kind: 'optimal', objective, slack: 0 }
  if (/unbounded/i.test(first)) return { kind: 'unbounded', objective }
  return { kind: /infeasible/i.test(first) ? 'infeasible' : 'unknown', objective }
}
