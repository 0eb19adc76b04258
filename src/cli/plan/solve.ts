import { writeFile } from 'node:fs/promises'
import { checkPlan, exportProgram, type Menu, strategyMenu } from '@drumbeat/planning'
import { type Progress, type Solving, solveInWorker } from '@drumbeat/planning/workers'
import type { PlanArguments } from './options.ts'
import { fileText, parse, textOf, Unreadable } from './read-input.ts'
import { json, type Streams } from './streams.ts'

const signals = ['SIGINT', 'SIGTERM'] as const

export async function solve(asked: PlanArguments, streams: Streams): Promise<number> {
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
