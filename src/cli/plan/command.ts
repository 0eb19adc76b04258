import { readFile, writeFile } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import {
  checkPlan,
  exportProgram,
  type Menu,
  type Plan,
  type PlanModel,
  type Problem,
  planJsonSchema,
  type Risk,
  riskOfPlan,
  strategyMenu,
  type Uncertainty,
  validatePlanModel,
} from '@drumbeat/planning'
import { type Progress, type Solving, solveInWorker } from '@drumbeat/planning/workers'
import { duplicateKeys } from './duplicate-keys.ts'
import { type PlanArguments, planHelp, readPlanArguments } from './options.ts'
import { readText } from './read-text.ts'

const signals = ['SIGINT', 'SIGTERM'] as const

/** Where the command reads and writes; the process's own streams unless a caller brings others. */
export interface Streams {
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
}

/** Runs `drumbeat plan`; the answer is the exit code. */
export async function runPlanCommand(argv: readonly string[], streams: Streams = process): Promise<number> {
  const read = readPlanArguments(argv)
  if (read.kind === 'help') return say(streams.stdout, planHelp, 0)
  if (read.kind === 'problem') return say(streams.stderr, `${read.problem}\nSee drumbeat plan --help.\n`, 2)
  if (read.value.schema) return json(streams, planJsonSchema(), 0)
  try {
    if (read.value.verb === 'solve') return await solve(read.value, streams)
    return await judge(read.value, streams)
  } catch (error) {
    if (error instanceof Unreadable) return say(streams.stderr, `${error.message}\n`, 1)
    if (error instanceof Ambiguous) return json(streams, { kind: 'invalid', problems: error.problems }, 1)
    throw error
  }
}

async function solve(asked: PlanArguments, streams: Streams): Promise<number> {
  const model = parse(
    asked.model === undefined ? await textOf(streams.stdin) : await fileText(asked.model),
    asked.model ?? 'stdin',
  )
  const { timeLimit, gap, explain } = asked
  const onProgress = asked.progress || (streams.stderr as { isTTY?: boolean }).isTTY ? teller(streams) : undefined
  if (asked.strategy === 'menu') {
    const menu = await menuInWorkers(model, { timeLimit, gap, ...(onProgress && { onProgress }) })
    return json(streams, menu, menu.kind === 'invalid' ? 1 : 0)
  }
  const strategy =
    asked.strategy === undefined
      ? undefined
      : asked.strategy === 'mixed'
        ? ({ kind: 'mixed', changes: asked.changes } as const)
        : ({ kind: asked.strategy } as const)
  const solving = solveInWorker(model, { timeLimit, gap, explain, strategy, ...(onProgress && { onProgress }) })
  const solved = await stoppable(solving)
  if (solved.kind === 'invalid') return json(streams, solved, 1)
  if (asked.exportTo)
    await writeProgram(asked.exportTo.file, await exportProgram(model, { format: asked.exportTo.format, strategy }))
  for (const each of solved.warnings) streams.stderr.write(`${each.path} ${each.says}; ${each.wayOut}\n`)
  if (solved.kind === 'none') return json(streams, { status: solved.status }, 4)
  const { plan, explanation, conflict } = solved
  const check = asked.check ? { check: checkPlan(model as never, plan) } : {}
  return json(
    streams,
    { ...plan, ...(explanation && { explanation }), ...(conflict && { conflict }), ...check },
    plan.status.kind === 'infeasible' || plan.status.kind === 'inexact' ? 3 : 0,
  )
}

async function writeProgram(file: string, program: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, program)
  } catch (error) {
    throw new Unreadable(`${file}: cannot be written: ${(error as Error).message}`)
  }
}

/** Tells at most twice a second how far the search is. */
function teller({ stderr }: Streams): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY
  return (progress) => {
    const { phase, seconds, objective, gap } = progress
    if (progress.kind === 'no first plan') {
      stderr.write(`no first plan yet, ${seconds.toFixed(1)} s: ${progress.says}\n`)
      return
    }
    if (phase !== 'first plan' && Math.abs(seconds - last) < 0.5) return
    last = seconds
    const money = objective === undefined ? '' : `, ${objective.toFixed(2)}`
    const near = gap === undefined || !Number.isFinite(gap) ? '' : `, gap ${(100 * gap).toFixed(2)} %`
    stderr.write(`${phase}, ${seconds.toFixed(1)} s${money}${near}\n`)
  }
}

/** Each strategy in a thread of its own, so that a signal is heard; the strategies after it are left at their first plan. */
function menuInWorkers(model: unknown, asked: Parameters<typeof solveInWorker>[1]): Promise<Menu> {
  let running: Solving | undefined
  let stopped = false
  const result = strategyMenu(model, {}, (input, { strategy }) => {
    running = solveInWorker(input, { ...asked, strategy })
    if (stopped) running.cancel()
    return running.result
  })
  const cancel = (): void => {
    stopped = true
    running?.cancel()
  }
  return stoppable({ result, cancel })
}

/** The first Ctrl-C (or SIGTERM) ends the search, and the best plan found is written; a second one ends the command. */
async function stoppable<R>(work: { readonly result: Promise<R>; readonly cancel: () => void }): Promise<R> {
  const stop = (): void => {
    work.cancel()
    release()
  }
  const release = (): void => {
    for (const signal of signals) process.off(signal, stop)
  }
  for (const signal of signals) process.on(signal, stop)
  try {
    return await work.result
  } finally {
    release()
  }
}

async function judge(asked: PlanArguments, streams: Streams): Promise<number> {
  const validated = validatePlanModel(parse(await fileText(asked.model!), asked.model!))
  if (validated.kind === 'invalid') return json(streams, validated, 1)
  const plan = parse(await textOf(streams.stdin), 'stdin') as Plan
  if (!Array.isArray(plan?.production) || !Array.isArray(plan.demand) || !plan.money)
    throw new Unreadable('stdin: this is not a plan. Give the output of drumbeat plan solve.')
  const report = checkPlan(validated.model, plan)
  if (asked.verb === 'check') return json(streams, report, report.violations.length > 0 ? 3 : 0)
  if (report.violations.some((each) => each.kind === 'shape')) return json(streams, report, 3)
  return json(streams, await risk({ asked, model: validated.model, plan, streams }), 0)
}

async function risk(given: { asked: PlanArguments; model: PlanModel; plan: Plan; streams: Streams }): Promise<Risk> {
  const { asked, model, plan, streams } = given
  const { samples, seed, uncertainty: file } = asked
  const uncertainty = file === undefined ? {} : (parse(await fileText(file), file) as Uncertainty)
  const onProgress = asked.progress
    ? (done: number) => void streams.stderr.write(`${done} of ${samples} futures\n`)
    : undefined
  try {
    return riskOfPlan({ model, plan, samples, seed, uncertainty, onProgress })
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable(error.message)
    throw error
  }
}

/** A file that cannot be read or written; told in one line. */
class Unreadable extends Error {}

/** JSON in which a key stands twice; told as problems of the input. */
class Ambiguous extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super('a key stands twice')
    this.problems = problems
  }
}

function parse(text: string, name: string): unknown {
  if (text.trim() === '') throw new Unreadable(`${name}: is empty. Give a planning model as JSON.`)
  const value = parsed(text, name)
  const problems = duplicateKeys(text)
  if (problems.length > 0) throw new Ambiguous(problems)
  return value
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Unreadable(`${name}: is no JSON: ${(error as Error).message}`)
  }
}

async function fileText(file: string): Promise<string> {
  try {
    return decoded(await readFile(file), file)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable(`${file}: cannot be read: ${(error as Error).message}`)
  }
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return decoded(Buffer.concat(chunks), 'stdin')
}

function decoded(bytes: Uint8Array, name: string): string {
  const read = readText(bytes)
  if (read.kind === 'unreadable') throw new Unreadable(`${name}: ${read.says}`)
  return read.text
}

function json({ stdout }: Streams, value: unknown, code: number): number {
  return say(
    stdout,
    `${JSON.stringify(value, (_, each) => (each === Number.POSITIVE_INFINITY ? null : each), 1)}\n`,
    code,
  )
}

function say(stream: Writable, text: string, code: number): number {
  stream.write(text)
  return code
}
