import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'drumbeat-pack-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the package as others install it', () => {
  it('installs from its tarball into an empty folder, where every example of the README has types and runs', () => {
    const [built, empty] = [join(folder, 'built'), join(folder, 'empty')]
    mkdirSync(empty)
    execFileSync(process.execPath, [join(root, 'bin/pack.ts'), 'forecasting', built])
    const tarball = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: built,
      encoding: 'utf8',
    })
    writeFileSync(join(empty, 'package.json'), '{ "type": "module" }')
    execFileSync('npm', ['install', '--offline', '--silent', '--no-audit', join(folder, tarball.trim())], {
      cwd: empty,
    })
    const page = readFileSync(join(root, 'packages/forecasting/README.md'), 'utf8')
    const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!)
    writeFileSync(join(empty, 'page.ts'), blocks.join('\n'))
    const strict = ['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes']
    const settings = [
      '--ignoreConfig',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2024,dom',
      '--types',
      '',
    ]
    execFileSync(process.execPath, [join(root, 'node_modules/tsc7/bin/tsc'), ...settings, ...strict, 'page.ts'], {
      cwd: empty,
      stdio: 'inherit',
    })
    const said = execFileSync(process.execPath, ['page.js'], { cwd: empty, encoding: 'utf8' })
    expect(said.trim().split('\n')).toHaveLength(page.match(/console\.log\(/g)!.length)
    expect(said).toContain('ETS(M,A,M)')
  })
})
