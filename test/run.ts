import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findChromium } from './harness/chromium.ts'
import { type Report, tally } from './harness/tally.ts'

/** Runs every test (or those that the arguments name) and ends with one line: N passed, N failed, N skipped. */
const root = dirname(import.meta.dirname)

process.exitCode = await runTests(process.argv.slice(2))

async function runTests(args: string[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-report-'))
  try {
    if (mayReachScreens(args)) await findChromium()
    const reportFile = join(folder, 'report.json')
    const exitCode = await runVitest([
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ])
    return conclude(exitCode, await readReport(reportFile))
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return conclude(1, undefined)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A missing browser is told before minutes of other tests, unless the arguments leave the screens out. */
function mayReachScreens(args: string[]): boolean {
  return args.length === 0 || args.some((arg) => arg.includes('screens'))
}

async function runVitest(args: string[]): Promise<number> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const child = spawn(process.execPath, [vitest, 'run', ...args], { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  return code ?? 1
}

async function readReport(file: string): Promise<Report | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}

function conclude(exitCode: number, report: Report | undefined): number {
  const { passed, failed, skipped } = tally({ exitCode, report })
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  return failed > 0 ? 1 : 0
}
