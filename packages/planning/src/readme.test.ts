import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import * as offered from './index.ts'
import type { PlanModel } from './model/plan-model.ts'
import { referenceMarkdown } from './model/reference.ts'
import { riskOfPlan } from './risk/risk.ts'
import { solvePlan } from './solve-plan.ts'
import * as workers from './workers/solve-in-worker.ts'

const folder = join(import.meta.dirname, '..')
const readme = readFileSync(join(folder, 'README.md'), 'utf8')
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1]!)

describe('the README', () => {
  it.each(blocks('ts').map((code, i) => [i + 1, code] as const))(
    'shows what its example %d prints',
    async (_, code) => {
      const said: string[] = []
      const log = (...values: unknown[]) =>
        said.push(values.map((each) => inspect(tidy(each), { breakLength: 200 })).join(' '))
      const body = code.replace(/^import \{(.*)\} from '@drumbeat.*$/gm, 'const {$1} = offered')
      const AsyncFunction = (async () => undefined).constructor as new (
        ...args: string[]
      ) => (...args: unknown[]) => Promise<void>
      await new AsyncFunction('offered', 'console', body)({ ...offered, ...workers }, { log })
      const promised = [...code.matchAll(/console[.]log.*[/][/] (.*)$/gm)].map((match) => match[1])
      expect([...new Set(said)].map((each) => each.replace(/^'(.*)'$/, '$1'))).toEqual(promised)
    },
  )

  const examples = blocks('json').filter((text) => 'periods' in JSON.parse(text))

  it.each(examples.map((text, i) => [i + 1, text] as const))(
    'has a worked example %d that solves to an optimum',
    async (_, text) => {
      const solved = await solvePlan(JSON.parse(text))
      expect(solved).toMatchObject({ kind: 'plan', plan: { status: { kind: 'optimal' }, notes: [], violations: [] } })
    },
  )

  it('has an uncertainty that can be played against the plan of its first example', async () => {
    const others = blocks('json').filter((text) => !examples.includes(text))
    expect(others).toHaveLength(1)
    const model: PlanModel = {
      periods: 3,
      items: ['chair'],
      demand: [{ item: 'chair', quantity: [40, 70, 90], lostSaleCost: 60 }],
      recipes: [{ item: 'chair', cost: 20, leadTime: 0 }],
    }
    const solved = await solvePlan(model)
    if (solved.kind !== 'plan') throw new Error(solved.kind)
    const risk = riskOfPlan({ model, plan: solved.plan, samples: 500, seed: 1, uncertainty: JSON.parse(others[0]!) })
    expect(risk.cost.mean).toBeGreaterThan(solved.plan.money.cost)
    expect(risk.families[0]!.chanceOfService).toBeLessThan(0.9)
  })

  it('has a reference that says what the code says', () => {
    expect(readFileSync(join(folder, 'REFERENCE.md'), 'utf8')).toBe(referenceMarkdown())
  })
})

/** Without the dust of floating point. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy)
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value
}
