import { companyProfile } from '#company/profile.sql.ts'
import { dayIn } from '#platform/clock.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { horizonOf } from '../plan/horizon.ts'
import { planInputs } from '../plan/inputs.sql.ts'
import { neededPlan } from '../plan/routes.ts'
import { newestPlan, planLines, type WholePlan } from '../plan.sql.ts'
import { namedItems } from '../recipes/recipes.sql.ts'
import { itemIdOf } from '../recipes/routes.ts'
import { questionsContract, type TriedEdit } from './contract.ts'
import { solverEdits } from './edits.ts'
import { downFrom, pegs, upFrom } from './pegging.ts'
import { projected } from './projection.ts'
import { promises } from './promise.ts'
import { familyLadders, serviceOf } from './service-levels.ts'
import { hoursOf, riskShown } from './shown.ts'
import { playInThread, tryInThread } from './threads.io.ts'
import { uncertaintyOf } from './uncertainty.ts'
import { openWishes } from './wishes.sql.ts'

/** What can be asked of a plan beyond its figures: changes, risk, stock ahead, pegging, promises, service. */
export function questionRoutes(mount: Mount): void {
  mount(questionsContract.tryEdits, async ({ workspace, params, body }) =>
    tried(await neededPlan(workspace.db, params.id), body.edits),
  )
  mount(questionsContract.risk, async ({ workspace: { db, clock }, params, query }) => {
    const [whole, inputs] = await Promise.all([neededPlan(db, params.id), planInputs(db, clock())])
    const { model, plan, head } = whole
    const codeOf = new Map(inputs.items.map(({ id, code }) => [id, code]))
    const uncertainty = {
      ...uncertaintyOf({ model, expected: inputs.expected, codeOf, startsOn: head.startsOn }),
      service: query.service,
    }
    const risk = await playInThread({ model, plan, samples: query.samples, seed: query.seed, uncertainty })
    return { labels: head.labels, ...riskShown(risk, familyLadders(serviceOf(inputs))) }
  })
  mount(questionsContract.projection, async ({ workspace: { db }, params, query }) => {
    const { head, model } = await neededPlan(db, params.id)
    const itemIds = query.item ? [await itemIdOf(db, query.item)] : undefined
    const [lines, items] = await Promise.all([
      planLines(db, { planId: params.id, measures: ['stock', 'demand'], itemIds }),
      namedItems(db),
    ])
    const costs = new Map([...items.values()].map(({ code, standardCost }) => [code, standardCost ?? 0]))
    const all = projected({
      lines,
      costOf: (code) => costs.get(code) ?? 0,
      days: (model.periods as readonly { days: number }[]).map(({ days }) => days),
    })
    return {
      labels: head.labels,
      money: head.labels.map((_, t) => all.reduce((sum, each) => sum + each.money[t]!, 0)),
      total: all.length,
      items: all
        .slice(query.offset, query.offset + query.limit)
        .map(({ subject, ...each }) => ({ item: subject, ...each })),
    }
  })
  mount(questionsContract.pegging, async ({ workspace: { db }, params, query }) => {
    const [{ model, plan, head }, items, id] = await Promise.all([
      neededPlan(db, params.id),
      namedItems(db),
      itemIdOf(db, query.item),
    ])
    const asked = { item: items.get(id)!.code, period: query.period === undefined ? null : query.period - 1 }
    const links = pegs({ model, plan })
    const steps = query.direction === 'down' ? downFrom(links, asked) : upFrom(links, asked)
    return {
      labels: head.labels,
      resources: query.direction === 'down' ? hoursOf(model, steps) : [],
      steps: steps.map(fromOne),
    }
  })
  aroundPlans(mount)
}

function aroundPlans(mount: Mount): void {
  mount(questionsContract.promises, async ({ workspace, scope, query }) => {
    const { db } = workspace
    const [plan, today] = await Promise.all([newestPlan(db), todayIn(db, workspace.clock())])
    const wishes = await openWishes(db, scope, { today, limit: query.limit })
    if (!plan) return { plan: null, orders: 0, deals: 0, late: 0, promises: [] }
    const inputs = await planInputs(db, workspace.clock())
    const ends = horizonOf(inputs).map(({ endsOn }) => endsOn)
    const all = promises({
      lines: await planLines(db, { planId: plan.id }),
      wishes,
      ends: plan.startsOn.map((_, t) => ends[t] ?? ends.at(-1)!),
      today,
    })
    return {
      plan: plan.number,
      orders: all.filter(({ kind }) => kind === 'order').length,
      deals: all.filter(({ kind }) => kind === 'deal').length,
      late: all.filter(({ inTime }) => !inTime).length,
      promises: query.late === 'true' ? all.filter(({ inTime }) => !inTime) : all,
    }
  })
  mount(questionsContract.service, async ({ workspace: { db, clock }, query }) => {
    const inputs = await planInputs(db, clock())
    const only = query.item ? await itemIdOf(db, query.item) : null
    const all = serviceOf(inputs).filter(({ item }) => only === null || item.id === only)
    const page = all.slice(query.offset, query.offset + query.limit)
    return {
      total: all.length,
      families: query.by === 'family' ? familyLadders(all) : [],
      items:
        query.by === 'item' ? page.map(({ item, ...each }) => ({ item: item.code, family: item.family, ...each })) : [],
    }
  })
}

async function tried(whole: WholePlan, edits: readonly TriedEdit[]) {
  const { model, plan, head } = whole
  const asked = edits.map((edit) => solverEdits(edit, model))
  const wrong = asked.find((each) => typeof each === 'string')
  if (typeof wrong === 'string')
    throw refusal(400, {
      code: 'no-such-cell',
      message: wrong,
      wayOut: 'Name an item or resource as the lines of the plan do.',
    })
  const answer = await tryInThread({
    planId: head.id,
    whole: { model, plan },
    edits: asked.flatMap((each) => (typeof each === 'string' ? [] : each)),
  })
  if (answer.kind === 'invalid') throw refusal(400, { code: 'no-such-cell', message: answer.says })
  const { kind: _, ...moved } = answer
  return { ...moved, difference: moved.margin - moved.before }
}

/** Periods count from 1 where people read them. */
function fromOne({ from, to, ...step }: ReturnType<typeof downFrom>[number]) {
  return {
    ...step,
    from: { ...from, period: from.period + 1, arrives: from.arrives + 1 },
    to: { ...to, period: to.period + 1 },
  }
}

async function todayIn(db: Db, now: Date): Promise<string> {
  return dayIn((await companyProfile(db)).timeZone, now)
}
