import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'drumbeat-pack-planning-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('installs from its tarball into an empty folder, where the first example of the README runs, also in a worker', () => {
  const [built, empty] = [join(folder, 'built'), join(folder, 'empty')]
  mkdirSync(empty)
  execFileSync(process.execPath, [join(root, 'bin/pack.ts'), 'planning', built])
  const tarball = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: built,
    encoding: 'utf8',
  })
  // The solver is the one dependency; here it is taken from this repository, so that the test needs no network.
  const solver = join(root, 'node_modules/highs')
  const dependencies = { highs: `file:${solver}`, '@drumbeat/planning': `file:${join(folder, tarball.trim())}` }
  writeFileSync(join(empty, 'package.json'), JSON.stringify({ type: 'module', dependencies }))
  execFileSync('npm', ['install', '--offline', '--silent', '--no-audit'], { cwd: empty })
  const page = readFileSync(join(root, 'packages/planning/README.md'), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(page)![1]!
  writeFileSync(join(empty, 'page.js'), example)
  const said = execFileSync(process.execPath, ['page.js'], { cwd: empty, encoding: 'utf8' })
  const promised = [...example.matchAll(/^console.*\/\/ (.*)$/gm)].map((match) => match[1])
  expect(said.trim().split('\n')).toEqual(promised)
  const inWorker = `
    import { solveInWorker } from '@drumbeat/planning/workers'
    const model = { periods: 1, items: ['a'], demand: [{ item: 'a', quantity: 3 }], recipes: [{ item: 'a', cost: 2 }] }
    console.log((await solveInWorker(model).result).plan.objective)`
  writeFileSync(join(empty, 'worker.js'), inWorker)
  expect(execFileSync(process.execPath, ['worker.js'], { cwd: empty, encoding: 'utf8' })).toBe('6\n')
})
