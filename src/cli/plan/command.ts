import {
  checkPlan,
  type Plan,
  type PlanModel,
  planJsonSchema,
  type Risk,
  riskOfPlan,
  type Uncertainty,
  validatePlanModel,
} from '@drumbeat/planning'
import { type PlanArguments, planHelp, readPlanArguments } from './options.ts'
import { Ambiguous, fileText, parse, textOf, Unreadable } from './read-input.ts'
import { solve } from './solve.ts'
import { json, type Streams, say } from './streams.ts'

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
