import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'drumbeat-pack-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the package as others install it', () => {
  it('installs from its tarball into an empty folder and runs the example of the README there', () => {
    const [built, empty] = [join(folder, 'built'), join(folder, 'empty')]
    mkdirSync(empty)
    execFileSync(process.execPath, [join(root, 'bin/pack-forecasting.ts'), built])
    const tarball = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: built,
      encoding: 'utf8',
    })
    writeFileSync(join(empty, 'package.json'), '{ "type": "module" }')
    execFileSync('npm', ['install', '--offline', '--silent', '--no-audit', join(folder, tarball.trim())], {
      cwd: empty,
    })
    const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, 'packages/forecasting/README.md'), 'utf8'))![1]!
    writeFileSync(
      join(empty, 'example.js'),
      `${example}\nconsole.log(JSON.stringify([mean.length, honest.kind, later.name]))\n`,
    )
    const said = execFileSync(process.execPath, ['example.js'], { cwd: empty, encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual([8, 'evaluation', expect.stringContaining('weighted mean')])
  }, 120_000)
})
