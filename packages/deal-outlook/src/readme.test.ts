import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const home = resolve(import.meta.dirname, '..')
const page = readFileSync(resolve(home, 'README.md'), 'utf8')
const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!)
const promised = blocks.flatMap((block) =>
  [...block.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map((match) => match[1]!),
)

const folder = mkdtempSync(join(tmpdir(), 'drumbeat-page-'))
symlinkSync(resolve(home, '../../node_modules'), join(folder, 'node_modules'))
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
afterAll(() => rmSync(folder, { recursive: true }))

describe('the README of deal-outlook', () => {
  it('prints what it says, block after block, numbers within 3 %', () => {
    writeFileSync(join(folder, 'page.ts'), blocks.join('\n'))
    const said = execFileSync(process.execPath, [join(folder, 'page.ts')], { encoding: 'utf8' })
    const printed = said.trim().split('\n')
    expect(promised.length).toBeGreaterThan(7)
    expect(printed.map(withoutNumbers)).toEqual(promised.map(withoutNumbers))
    for (const [i, line] of printed.entries()) {
      for (const [k, number] of numbersIn(line).entries()) {
        const wanted = numbersIn(promised[i]!)[k]!
        expect(Math.abs(number - wanted), `${line} beside ${promised[i]}`).toBeLessThanOrEqual(0.03 * Math.abs(wanted))
      }
    }
  })

  it('begins with an example of a dozen lines and has a row for every code of a refusal', () => {
    expect(blocks[0]!.trim().split('\n').length).toBeLessThanOrEqual(13)
    const type = /RefusalCode =([^\n]*(\n {2}\|[^\n]*)*)/.exec(
      readFileSync(resolve(home, 'src/refusal.ts'), 'utf8'),
    )![1]!
    const codes = [...type.matchAll(/'(\w+)'/g)].map((match) => match[1]!)
    expect(codes.length).toBeGreaterThan(7)
    for (const code of codes) expect(page).toContain(`| \`${code}\` |`)
  })
})

const anyNumber = /-?\d+(?:\.\d+)?/g

function withoutNumbers(line: string): string {
  return line.replace(anyNumber, '#')
}

function numbersIn(line: string): number[] {
  return [...line.matchAll(anyNumber)].map(Number)
}
