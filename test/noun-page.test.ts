import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** docs/add-a-noun.md, followed in a copy of the repository. */
const repository = dirname(import.meta.dirname)
const parts = ['bin', 'src', 'packages', 'examples', 'test', 'bench', 'docs']
const files = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vitest.config.ts',
  'vite.config.ts',
  'biome.json',
  'ARCHITECTURE.md',
]
const biome = join(repository, `node_modules/@biomejs/cli-${process.platform}-${process.arch}/biome`)
let clone: string

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'drumbeat-noun-'))
  for (const name of [...parts, ...files]) await cp(join(repository, name), join(clone, name), { recursive: true })
  await symlink(join(repository, 'node_modules'), join(clone, 'node_modules'))
  await writeFile(join(clone, '.gitignore'), 'node_modules\nweb-build/\n')
  git('init', '-q', '-b', 'main')
  git('add', '.')
  git('commit', '-qm', 'before')
  await follow()
})
afterAll(() => rm(clone, { recursive: true, force: true }))

test("at most two existing files change; all else is the noun's own folder and its test", () => {
  const changed = git('diff', '--name-only').split('\n').filter(Boolean)
  expect(changed).toEqual(['src/domains.ts', 'src/roles.ts'])
  git('add', '--all')
  const added = git('diff', '--cached', '--name-only', '--diff-filter=A').split('\n').filter(Boolean)
  expect(added.length).toBeGreaterThan(8)
  for (const path of added) expect(path).toMatch(/^(src|test\/scenarios)\/competitors\//)
})

test('what the page shows compiles, and is written as the lint asks', async () => {
  const own = ['src/competitors', 'test/scenarios/competitors']
  const registry = ['src/*/domain.ts', 'src/**/*.d.ts', 'examples/demo-company/generate.ts']
  await writeFile(
    join(clone, 'tsconfig.own.json'),
    JSON.stringify({ extends: './tsconfig.json', include: [...own, ...registry] }),
  )
  const compiler = join(repository, 'node_modules/tsc7/bin/tsc')
  const types = await run(compiler, '-p', 'tsconfig.own.json', '--noEmit', '--pretty', 'false')
  expect(types).toEqual({ status: 0, stdout: '' })
  execFileSync(biome, ['check', '--error-on-warnings', ...own], { cwd: clone })
})

test('its scenario passes', async () => {
  const { stdout, status } = await run('test/run.ts', 'test/scenarios/competitors', 'test/check/domains.test.ts')
  expect(stdout).toMatch(/\b\d+ passed, 0 failed, 0 skipped\n$/)
  expect(status).toBe(0)
})

/** Writes each file that the page shows, and makes the two entries that it asks for. */
async function follow(): Promise<void> {
  const page = await readFile(join(clone, 'docs/add-a-noun.md'), 'utf8')
  for (const [, path, text] of page.matchAll(/^`([\w./-]+)`\n\n```\w+\n([\s\S]*?)^```/gm)) {
    await mkdir(dirname(join(clone, path!)), { recursive: true })
    await writeFile(join(clone, path!), text!)
  }
  await enter('src/domains.ts', "'goals'", "'competitors', 'goals'")
  await enter('src/roles.ts', 'const read = [', "const read = ['competitors:read', ")
  await enter('src/roles.ts', 'const run = [', "const run = ['competitors:edit', ")
  execFileSync(biome, ['format', '--write', 'src/domains.ts', 'src/roles.ts'], { cwd: clone })
}

async function enter(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(clone, path), 'utf8')
  expect(text, path).toContain(from)
  await writeFile(join(clone, path), text.replace(from, to))
}

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com']
  return execFileSync('git', [...identity, ...args], { cwd: clone, encoding: 'utf8' })
}

/** Not in one piece with this process: a test that blocks its own worker for a minute is given up by Vitest. */
async function run(script: string, ...args: string[]): Promise<{ status: number; stdout: string }> {
  const child = spawn(process.execPath, [resolve(clone, script), ...args], {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let stdout = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  const [status] = await once(child, 'close')
  return { status, stdout }
}
