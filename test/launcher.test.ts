import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const lock = JSON.stringify({ packages: { '': {}, 'node_modules/one': { version: '1.0.0' } } })
let clone: string

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'drumbeat-clone-'))
  await mkdir(join(clone, 'bin'))
  await mkdir(join(clone, 'src'))
  await mkdir(join(clone, 'node_modules/.bin'), { recursive: true })
  await copyFile(join(import.meta.dirname, '../bin/drumbeat.mjs'), join(clone, 'bin/drumbeat.mjs'))
  await chmod(join(clone, 'bin/drumbeat.mjs'), 0o755)
  await symlink(process.execPath, join(clone, 'node_modules/.bin/node'))
  await put('package-lock.json', lock)
  await put('node_modules/.package-lock.json', lock)
})
afterEach(() => rm(clone, { recursive: true, force: true }))

describe('the launcher', () => {
  test('runs the command line with its arguments and passes the exit code on', async () => {
    await put('src/cli.ts', 'const code: number = 3; console.log(process.argv.slice(2).join("|")); process.exit(code)')
    expect(await end(launch(['forecast', '--horizon', '18']))).toEqual({
      code: 3,
      out: 'forecast|--horizon|18\n',
      err: '',
    })
  })

  test('runs the tests, not the command line, when asked to', async () => {
    await mkdir(join(clone, 'test'))
    await put('test/run.ts', 'console.log("tests", process.argv[2])')
    expect((await end(launch(['test', 'unit']))).out).toBe('tests unit\n')
  })

  test('hands a signal on once, however often it comes, and waits for the end', async () => {
    await put(
      'src/cli.ts',
      `let count = 0
       process.on('SIGTERM', () => { count++; setTimeout(() => { console.log('signals', count); process.exit(0) }, 300) })
       setInterval(() => {}, 1000)
       console.log('ready')`,
    )
    const child = launch(['start'])
    await once(child.stdout!, 'data')
    child.kill('SIGTERM')
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGTERM'), 100)
    expect(await end(child)).toEqual({ code: 0, out: 'signals 1\n', err: '' })
  })

  test('ends as the shell would say it when the command dies of a signal', async () => {
    await put('src/cli.ts', `process.kill(process.pid, 'SIGKILL')`)
    expect((await end(launch([]))).code).toBe(137)
  })

  test('installs first when what is there is not what the lock file asks for', async () => {
    await put('src/cli.ts', 'console.log("runs")')
    await put('node_modules/.package-lock.json', lock.replace('1.0.0', '0.9.0'))
    await put('npm.js', `require('node:fs').writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(lock)})`)
    const first = await end(launch([]))
    expect(first.out).toBe('runs\n')
    expect(first.err).toMatch(/^Installing what Drumbeat needs/)
    expect((await end(launch([]))).err).toBe('')
    expect(await readFile(join(clone, 'node_modules/.package-lock.json'), 'utf8')).toBe(lock)
  })

  test('says what to do when the installation fails', async () => {
    await rm(join(clone, 'node_modules/.package-lock.json'))
    await put('npm.js', 'process.exit(1)')
    const { code, err } = await end(launch([]))
    expect(code).toBe(1)
    expect(err).toContain(`Run "npm ci" in ${clone} to see why, then try again.`)
  })
})

function put(path: string, text: string): Promise<void> {
  return writeFile(join(clone, path), text)
}

function launch(args: string[]): ChildProcess {
  const env = { ...process.env, npm_execpath: join(clone, 'npm.js'), NODE_OPTIONS: '' }
  return spawn(process.execPath, [join(clone, 'bin/drumbeat.mjs'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function end(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let out = ''
  let err = ''
  child.stdout!.on('data', (chunk) => {
    out += chunk
  })
  child.stderr!.on('data', (chunk) => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  return { code, out, err }
}
