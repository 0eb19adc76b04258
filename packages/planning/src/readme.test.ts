import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { solvePlan } from './index.ts'
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

  it.each(blocks('json').map((text, i) => [i + 1, text] as const))(
    'has a worked example %d that solves to an optimum',
    async (_, text) => {
      const solved = await solvePlan(JSON.parse(text))
      expect(solved).toMatchObject({ kind: 'plan', plan: { status: { kind: 'optimal' }, notes: [], violations: [] } })
    },
  )

  it('has a reference that says what the code says', () => {
    expect(readFileSync(join(folder, 'REFERENCE.md'), 'utf8')).toBe(referenceMarkdown())
  })
})

function tidy(value: number): string {
  return String(Math.round(value * 1e6) / 1e6)
}
