import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { domains } from '../src/domains.ts'
import { changedFiles, testsFor } from './changed.ts'
import { findChromium } from './harness/chromium.ts'
import { type Cost, costReport } from './harness/cost.ts'
import { cpuOfProcess } from './harness/cpu-time.ts'
import { type Report, tally } from './harness/tally.ts'

/**
 * Runs every test, or a part, and ends with one line: N passed, N failed, N skipped. A part is a path, `fast` (what needs
 * no screens and no stories) or `changed [base]` (what the difference from git touches).
 */
const root = dirname(import.meta.dirname)
const fast = ['packages', 'unit', 'check'].flatMap((name) => ['--project', name])

process.exitCode = await runTests(process.argv.slice(2))

async function runTests(asked: string[]): Promise<number> {
  const args = partOf(asked)
  if (!args) return conclude(0, { testResults: [] })
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-report-'))
  const [reportFile, costFile] = [join(folder, 'report.json'), join(folder, 'costs')]
  try {
    if (mayReachScreens(args)) await findChromium()
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
    const exitCode = await runVitest([...args, ...reporters], costFile)
    if (process.env.DRUMBEAT_COSTS) await copyFile(costFile, process.env.DRUMBEAT_COSTS)
    process.stdout.write(`${costReport({ costs: await readCosts(costFile), inAll: cpuOfProcess(), domains })}\n`)
    return conclude(exitCode, await readReport(reportFile))
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return conclude(1, undefined)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The words of this command in Vitest's own; undefined when there is nothing to run. */
function partOf(asked: string[]): string[] | undefined {
  const [word, ...rest] = asked
  if (word === 'fast') return [...fast, ...rest]
  if (word !== 'changed') return asked
  const [base, ...others] = rest
  const files = changedFiles(root, base)
  const tests = testsFor(files)
  const run = tests === 'all' ? 'everything' : tests.join(' ') || 'nothing'
  process.stdout.write(`${files.length} files changed; running ${run}\n`)
  if (tests === 'all') return others
  return tests.length > 0 ? [...tests, '--passWithNoTests', ...others] : undefined
}

/** A missing browser is told before minutes of other tests, unless the arguments leave the screens out. */
function mayReachScreens(args: string[]): boolean {
  return args.length === 0 || args.some((arg) => arg.includes('screens'))
}

async function runVitest(args: string[], costFile: string): Promise<number> {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const env = { ...process.env, DRUMBEAT_CPU_REPORT: costFile }
  const child = spawn(process.execPath, [vitest, 'run', ...args], { cwd: root, stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  return code ?? 1
}

async function readReport(file: string): Promise<Report | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}

async function readCosts(file: string): Promise<Cost[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

function conclude(exitCode: number, report: Report | undefined): number {
  const { passed, failed, skipped } = tally({ exitCode, report })
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  return failed > 0 ? 1 : 0
}
