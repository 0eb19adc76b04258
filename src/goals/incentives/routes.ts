import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { minorDigits } from '#platform/numbers/minor.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { fileResponse } from '#platform/out/files.ts'
import { calculatedCase } from './case.ts'
import { incentivesContract } from './contract.ts'
import { openDispute, remarkOn } from './disputes/change.tx.ts'
import { disputeSeen, disputesSeen } from './disputes/disputes.sql.ts'
import { stepFindings } from './generosity.ts'
import { payrollTable } from './payroll.ts'
import { addPlan, endPlan, setParticipants, setSplits, setTerms } from './plans/change.tx.ts'
import { dealSplits, incentivePlan, incentivePlans } from './plans/plans.sql.ts'
import { decideRun } from './runs/decide.tx.ts'
import { runPlan } from './runs/run.tx.ts'
import { incentiveRun, incentiveRuns, statementLines, statementSeen, statementsSeen } from './runs/runs.sql.ts'
import { faultsOfTerms } from './terms.ts'
import { whatIf } from './what-if.sql.ts'

/** Incentive plans, runs, statements and disputes over HTTP. */
export function incentivesRoutes(mount: Mount): void {
  mountPlans(mount)
  mountRuns(mount)
  mountStatements(mount)
}

function mountPlans(mount: Mount): void {
  mount(incentivesContract.plans, async ({ workspace }) => ({ plans: await incentivePlans(workspace.db) }))
  mount(incentivesContract.addPlan, async ({ workspace, work, body }) =>
    incentivePlan(workspace.db, await addPlan(work, body)),
  )
  mount(incentivesContract.setTerms, async ({ workspace, work, params, body }) => {
    await setTerms(work, { planId: params.id, ...body })
    return incentivePlan(workspace.db, params.id)
  })
  mount(incentivesContract.endPlan, async ({ work, params }) => {
    await endPlan(work, params.id)
    return { id: params.id }
  })
  mount(incentivesContract.setParticipants, async ({ workspace, work, params, body }) => {
    await setParticipants(work, { planId: params.id, participants: body.participants })
    return incentivePlan(workspace.db, params.id)
  })
  mount(incentivesContract.splits, async ({ workspace, query }) => {
    const deals = await dealSplits(workspace.db, query)
    return { deals, next: deals.length === query.limit ? deals.at(-1)!.dealId : null }
  })
  mount(incentivesContract.setSplits, async ({ workspace, work, params, body }) => {
    await setSplits(work, { dealId: params.id, splits: body.splits })
    const [found] = await dealSplits(workspace.db, { dealId: params.id, limit: 1 })
    if (!found) throw notFound('deal', params.id)
    return found
  })
}

function mountRuns(mount: Mount): void {
  mount(incentivesContract.calculate, async ({ body }) => {
    const fault = faultsOfTerms(body.terms)[0]
    if (fault) throw refusal(400, { code: 'bad-terms', message: fault.message, problems: [fault] })
    return calculatedCase(body)
  })
  mount(incentivesContract.run, async ({ workspace, work, body }) =>
    incentiveRun(workspace.db, await runPlan(work, body)),
  )
  mount(incentivesContract.whatIf, async ({ workspace: { db, clock }, body }) =>
    whatIf(db, { ...body, today: await companyToday(db, clock()) }),
  )
  mount(incentivesContract.runs, async ({ workspace, query }) => ({ runs: await incentiveRuns(workspace.db, query) }))
  mount(incentivesContract.oneRun, ({ workspace, params }) => incentiveRun(workspace.db, params.id))
  mount(incentivesContract.steps, async ({ workspace: { db }, scope, params }) => {
    const { terms, currency } = await incentiveRun(db, params.id)
    const people = await statementsSeen(db, scope, { runId: params.id, limit: 5000 })
    const written = writtenIn((await readCompany(db)).locale)
    return { currency, steps: stepFindings(terms, { people, minorDigits: minorDigits(currency), written }) }
  })
  mount(incentivesContract.decide, async ({ workspace, work, params, body }) => {
    await decideRun(work, { runId: params.id, ...body })
    return incentiveRun(workspace.db, params.id)
  })
  mount(incentivesContract.payroll, async ({ workspace, scope, params, query }) => {
    const run = await incentiveRun(workspace.db, params.id)
    const statements = await statementsSeen(workspace.db, scope, { runId: params.id, limit: 5000 })
    return fileResponse(payrollTable(run, statements), query.format)
  })
}

function mountStatements(mount: Mount): void {
  mount(incentivesContract.statements, async ({ workspace, scope, query }) => ({
    statements: await statementsSeen(workspace.db, scope, query),
  }))
  mount(incentivesContract.lines, async ({ workspace: { db }, scope, params, query }) => {
    await statementSeen(db, scope, params.id)
    const lines = await statementLines(db, { statementId: params.id, ...query })
    return { lines, next: lines.length === query.limit ? lines.at(-1)!.position : null }
  })
  mount(incentivesContract.disputes, async ({ workspace, scope, query }) => ({
    disputes: await disputesSeen(workspace.db, scope, query),
  }))
  mount(incentivesContract.dispute, async ({ workspace, work, scope, body }) =>
    disputeSeen(workspace.db, scope, await openDispute(work, scope, body)),
  )
  mount(incentivesContract.remark, async ({ workspace, work, scope, permissions, params, body }) => {
    if (body.outcome && !permissions.has('goals:pay-approve')) {
      throw refusal(403, {
        code: 'not-permitted',
        message: 'Only those who approve pay close a dispute.',
        wayOut: 'Leave the outcome out to add a remark.',
      })
    }
    await remarkOn(work, scope, { disputeId: params.id, text: body.text, outcome: body.outcome })
    return disputeSeen(workspace.db, scope, params.id)
  })
}
