import { solveInWorker } from '@drumbeat/planning/workers'
import { companyProfile } from '#company/profile.sql.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import { askForPlans } from './ask-plans.tx.ts'
import { buildModel } from './plan/build.ts'
import { familiesOfItems, planInputs, wantsFirstPlan } from './plan/inputs.sql.ts'
import type { Inputs } from './plan/inputs.ts'
import { beginPlan, isCancelled, keepPlan, notePhase } from './plan/keep.tx.ts'
import { linesOf } from './plan/lines.ts'
import type { Strategy } from './schema.ts'
import { expectedAs, type Wanted, wantedAssumptions } from './wanted.ts'

/** Supply's work behind the screens: plans that were asked for, one after the other. */
export const supplyJobs = [
  {
    name: 'supply.make-plans',
    singleton: true,
    expireSeconds: 3600,
    run: async (workspace, _data, signal) => {
      const work: Work = { workspace, actor: systemActor }
      for (let next = await beginPlan(work); next && !signal.aborted; next = await beginPlan(work))
        await makePlan(work, next, signal)
    },
  },
  {
    name: 'supply.first-plan',
    singleton: true,
    run: async (workspace) => {
      const { db } = workspace
      if (!(await wantsFirstPlan(db))) return
      const { currency } = await companyProfile(db)
      const wanted = null
      await askForPlans({ workspace, actor: systemActor }, { name: null, strategies: ['optimal'], currency, wanted })
    },
  },
] as const satisfies readonly Job[]

const rules = {
  optimal: undefined,
  chase: { kind: 'chase' },
  level: { kind: 'level' },
  mixed: { kind: 'mixed', changes: 2 },
} as const
const askEvery = 500

async function makePlan(
  work: Work,
  { id, strategy, wanted }: { id: string; strategy: Strategy; wanted: Wanted | null },
  signal: AbortSignal,
): Promise<void> {
  const { db, clock } = work.workspace
  const inputs = await planInputs(db, clock())
  const built = await builtFor(work, { inputs, wanted })
  if (built.model.items.length === 0) return keepNothing(work, id, built)
  let latest: { phase: string; gap: number | null } = { phase: 'building', gap: null }
  const { result, cancel } = solveInWorker(built.model, {
    explain: strategy === 'optimal', // the others are there to be compared
    timeLimit: inputs.policy.timeLimitSeconds,
    locale: inputs.locale,
    strategy: rules[strategy],
    onProgress: (progress) => {
      latest = { phase: progress.phase, gap: progress.gap ?? null }
    },
  })
  signal.addEventListener('abort', cancel, { once: true })
  let wasCancelled = false
  const look = async () => {
    await notePhase(work, { id, ...latest })
    if (!(await isCancelled(db, id))) return
    wasCancelled = true
    cancel()
  }
  const watch = setInterval(() => {
    look().catch((error) => work.workspace.log.warn({ plan: id, error: String(error) }, 'plan.progress-not-saved'))
  }, askEvery)
  const solved = await result.finally(() => clearInterval(watch))
  if (signal.aborted) return
  const plan = solved.kind === 'plan' ? solved.plan : null
  await keepPlan(work, {
    id,
    built,
    plan,
    explanation: solved.kind === 'plan' ? { ...solved.explanation, conflict: solved.conflict } : null,
    reason: reasonOf(solved),
    wasCancelled,
    lines: plan ? linesOf({ model: built.model, plan }, built) : [],
  })
}

/** The model of what is there, for what demand expects or for a stated demand. */
async function builtFor({ workspace }: Work, { inputs, wanted }: { inputs: Inputs; wanted: Wanted | null }) {
  if (!wanted) return buildModel(inputs)
  const { today } = inputs
  const told = expectedAs(inputs.expected, { wanted, today, familyOf: await familiesOfItems(workspace.db) })
  const built = buildModel({ ...inputs, expected: told.expected })
  return { ...built, assumptions: [...wantedAssumptions(wanted, told), ...built.assumptions] }
}

async function keepNothing(work: Work, id: string, built: ReturnType<typeof buildModel>): Promise<void> {
  const reason = 'No item has expected demand that can be planned. Import order lines, or wait for the first forecast.'
  await keepPlan(work, { id, built, plan: null, explanation: null, reason, wasCancelled: false, lines: [] })
}

function reasonOf(solved: Awaited<ReturnType<typeof solveInWorker>['result']>): string | null {
  if (solved.kind === 'invalid')
    return solved.problems
      .slice(0, 5)
      .map(({ path, says }) => `${path}: ${says}`)
      .join(' ')
  const { status } = solved.kind === 'plan' ? solved.plan : solved
  return 'reason' in status ? status.reason : null
}
