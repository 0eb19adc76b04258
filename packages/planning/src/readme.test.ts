import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type PlanModel, riskOfPlan, solvePlan } from './index.ts'
import { referenceMarkdown } from './model/reference.ts'

const folder = join(import.meta.dirname, '..')
const readme = readFileSync(join(folder, 'README.md'), 'utf8')
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1]!)

describe('the README', () => {
  it('shows what its first example prints', async () => {
    const [code] = blocks('ts')
    const said: unknown[] = []
    const body = code!.replace(/^import .*$/m, '')
    const AsyncFunction = (async () => undefined).constructor as new (
      ...args: string[]
    ) => (...args: unknown[]) => Promise<void>
    await new AsyncFunction('solvePlan', 'console', body)(solvePlan, { log: (value: unknown) => said.push(value) })
    const promised = [...code!.matchAll(/^console.*\/\/ (.*)$/gm)].map((match) => match[1])
    expect(
      said.map((each) =>
        Array.isArray(each) ? `[ ${each.map(tidy).join(', ')} ]` : typeof each === 'number' ? tidy(each) : each,
      ),
    ).toEqual(promised)
  })

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

function tidy(value: number): string {
  return String(Math.round(value * 1e6) / 1e6)
}
