import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Mount } from '#platform/http/mount.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import type { Workspace } from '#platform/workspace.ts'
import { approvalsRoutes } from './approvals/routes.ts'
import { type ProcessFilter, processContract } from './contract.ts'
import { experimentsRoutes } from './experiments/routes.ts'
import { runningRoutes } from './experiments/running/routes.ts'
import { addLog, deleteLog } from './logs/add.tx.ts'
import { chosenLog } from './logs/chosen.sql.ts'
import { dealsOfCases, stageModel } from './logs/deals.sql.ts'
import { eventLogs } from './logs/logs.sql.ts'
import { LogReader } from './logs/read-log.ts'
import { readUpload } from './logs/upload.io.ts'
import { chosenCases } from './mining/chosen-cases.ts'
import { comparisonOf } from './mining/comparison.ts'
import { conformanceOf } from './mining/conformance.ts'
import { graphOf } from './mining/graph.ts'
import { casesByDuration, reworkOf } from './mining/rework.ts'
import { variantsOf } from './mining/variants.ts'
import { pushesRoutes } from './pushes/routes.ts'
import { rulesRoutes } from './rules/routes.ts'

type Asking = { workspace: Workspace; scope: Scope; params: { log: string }; query: ProcessFilter }
const logFor = ({ workspace: { db, clock }, scope, params, query }: Asking) =>
  chosenLog(db, scope, { ...query, log: params.log, now: clock() })

/** Process mining over HTTP. */
export function processRoutes(mount: Mount): void {
  mountLogs(mount)
  mountMining(mount)
  mountWaste(mount)
  mountJudging(mount)
  experimentsRoutes(mount)
  runningRoutes(mount)
  rulesRoutes(mount)
  approvalsRoutes(mount)
  pushesRoutes(mount)
}

function mountLogs(mount: Mount): void {
  mount(processContract.logs, async ({ workspace }) => ({ logs: await eventLogs(workspace.db) }))
  mount(processContract.addFile, async ({ workspace, work, query, context }) => {
    const body = context.req.raw.body
    if (!body)
      throw refusal(400, {
        code: 'no-file',
        message: 'The request holds no file.',
        wayOut: 'Send the CSV as the body.',
      })
    const { name, ...named } = query
    const reader = await readUpload(body, named)
    const id = await addLog(work, { name, events: reader.events, problems: reader.listed() })
    return context.json((await eventLogs(workspace.db, { id }))[0]!)
  })
  mount(processContract.addEvents, async ({ workspace, work, body }) => {
    const reader = new LogReader('ymd')
    body.events.forEach((event, line) => {
      reader.add({
        caseId: event.case,
        activity: event.activity,
        timestamp: event.timestamp,
        amount: event.amount == null ? null : String(event.amount),
        line,
      })
    })
    if (reader.events.length === 0)
      throw refusal(400, {
        code: 'no-events',
        message: `No event has a readable time; the first is "${body.events[0]!.timestamp}".`,
        wayOut: 'Send ISO times: 2026-03-01T09:30:00Z.',
      })
    const id = await addLog(work, { name: body.name, events: reader.events, problems: reader.listed() })
    return (await eventLogs(workspace.db, { id }))[0]!
  })
  mount(processContract.deleteLog, async ({ work, params }) => {
    if (!(await deleteLog(work, params.id))) throw notFound('event log', params.id)
    return { id: params.id }
  })
}

function mountMining(mount: Mount): void {
  mount(processContract.graph, async (asking) => {
    const graph = graphOf(await logFor(asking))
    const edges = (of: 'starts' | 'ends') =>
      graph.activities
        .filter((each) => each[of] > 0)
        .map((each) => ({ activity: each.activity, cases: each[of] }))
        .sort((a, b) => b.cases - a.cases)
    return { ...graph, startActivities: edges('starts'), endActivities: edges('ends') }
  })
  mount(processContract.variants, async (asking) => {
    const log = await logFor(asking)
    const variants = variantsOf(log)
    const { offset, limit } = asking.query
    return { total: variants.length, cases: log.caseIds.length, variants: variants.slice(offset, offset + limit) }
  })
  mount(processContract.cases, async (asking) => {
    const { db } = asking.workspace
    const { offset, limit, flowFrom, flowTo, holds, like, repeats, deviation, pipelineId } = asking.query
    const isDeals = asking.params.log === 'deals'
    const model = deviation && isDeals ? await stageModel(db, pipelineId) : null
    const log = chosenCases(
      await logFor(asking),
      { from: flowFrom, to: flowTo, holds, like, repeats, deviation },
      model,
    )
    const page = casesByDuration(log).slice(offset, offset + limit)
    const deals = isDeals
      ? await dealsOfCases(
          db,
          asking.scope,
          page.map((each) => each.case),
        )
      : new Map()
    return {
      total: log.caseIds.length,
      duration: graphOf(log).duration,
      cases: page.map((each) => ({
        ...each,
        dealId: deals.get(each.case)?.id ?? null,
        name: deals.get(each.case)?.name ?? null,
      })),
    }
  })
}

function mountWaste(mount: Mount): void {
  mount(processContract.rework, async (asking) => reworkOf(await logFor(asking)))
  mount(processContract.bottlenecks, async (asking) => {
    const log = await logFor(asking)
    const { flows } = graphOf(log)
    const isPriced = flows.some(({ moneyDays }) => moneyDays !== null)
    const cost = (flow: (typeof flows)[number]) => (isPriced ? (flow.moneyDays ?? 0) : flow.waiting.total)
    const { currency } = await readCompany(asking.workspace.db)
    return {
      by: isPriced ? ('money days' as const) : ('total waiting' as const),
      currency: asking.params.log === 'deals' ? currency : null,
      withoutWorth: log.amounts.filter((amount) => amount === null).length,
      bottlenecks: flows.sort((a, b) => cost(b) - cost(a)).slice(0, asking.query.limit),
    }
  })
}

function mountJudging(mount: Mount): void {
  mount(processContract.conformance, async (asking) => {
    const { sequence, ends, pipelineId } = asking.query
    if (asking.params.log !== 'deals' && !sequence)
      throw refusal(400, {
        code: 'no-model',
        message: 'An event log has no stages to be held against.',
        wayOut: 'Send sequence=A,B,C and ends=X,Y.',
      })
    const model = sequence ? { sequence, ends: ends ?? [] } : await stageModel(asking.workspace.db, pipelineId)
    return { ...model, ...conformanceOf(await logFor(asking), model) }
  })
  mount(processContract.comparison, async (asking) => {
    const { query } = asking
    const other = {
      from: query.otherFrom,
      to: query.otherTo,
      teamId: query.otherTeamId,
      territoryId: query.otherTerritoryId,
      ownerId: query.otherOwnerId,
    }
    const [first, second] = [graphOf(await logFor(asking)), graphOf(await logFor({ ...asking, query: other }))]
    return {
      cases: [first.cases, second.cases] as [number, number],
      duration: [first.duration, second.duration] as [typeof first.duration, typeof first.duration],
      flows: comparisonOf(first, second).slice(0, query.limit),
    }
  })
}
