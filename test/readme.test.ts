import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const repository = join(import.meta.dirname, '..')
const run = promisify(execFile)
const readme = await readFile(join(repository, 'README.md'), 'utf8')
const shellLines = [...readme.matchAll(/```sh\n(.*?)```/gs)].flatMap((block) => block[1]?.trim().split('\n') ?? [])
const commands = shellLines.filter((line) => line.startsWith('node bin/drumbeat.mjs'))

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drumbeat-readme-'))
  await chmod(folder, 0o755)
  await symlink(join(repository, 'bin'), join(folder, 'bin'))
  await writeFile(
    join(folder, 'orders.csv'),
    'order_number,line,order_date,item,quantity,amount\nR-1,1,2026-01-05,Widget,2,19.90\n',
  )
  const months = Array.from({ length: 36 }, (_, i) => `widget,${i + 1},${100 + i + 10 * Math.sin((i * Math.PI) / 6)}`)
  await writeFile(join(folder, 'series.csv'), `unique_id,ds,y\n${months.join('\n')}\n`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the README names the two commands, which other tests and whoever reads this run', () => {
  expect(shellLines.filter((line) => line.startsWith('npm'))).toEqual(['npm start', 'npm test'])
  expect(commands.length).toBeGreaterThanOrEqual(5)
})

test.each(commands)('%s does what the README says', async (command) => {
  const env = { ...process.env, DRUMBEAT_DATA: join(folder, 'data') }
  const { stdout } = await run('bash', ['-c', command], { cwd: folder, env })
  if (command.includes(' import ')) expect(stdout).toContain('1 rows read = 1 would go in')
  if (command.includes(' forecast ')) {
    const forecasts = await readFile(join(folder, 'forecasts.csv'), 'utf8')
    expect(forecasts.trim().split('\n')).toHaveLength(1 + 18)
  }
  if (command.includes(' user ')) expect(stdout).toContain('create')
})
