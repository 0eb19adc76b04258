import type { Conflict } from '@drumbeat/planning'
import { companyProfile } from '#company/profile.sql.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Mount } from '#platform/http/mount.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { askForPlans } from '../ask-plans.tx.ts'
import { planByFamily, planHead, planHeads, planLines, planSites, type WholePlan, wholePlan } from '../plan.sql.ts'
import { itemIdOf } from '../recipes/routes.ts'
import { buildModel } from './build.ts'
import { causeLine } from './cause-line.ts'
import { completeShare } from './complete.ts'
import { plansContract } from './contract.ts'
import { planInputs } from './inputs.sql.ts'
import { itemsOfPlan } from './items.sql.ts'
import { cancelPlan } from './keep.tx.ts'
import { repairEdits } from './repair-edits.ts'
import { familyGrids, figuresOf, loadOf, sentencesOf, worthLine } from './shown.ts'

/** Plans: asked for, stopped, read. */
export function planRoutes(mount: Mount): void {
  mount(plansContract.problems, async ({ workspace }) => {
    const inputs = await planInputs(workspace.db, workspace.clock())
    const { model, periods, problems, assumptions } = buildModel(inputs)
    return {
      items: model.items.length,
      periods: periods.length,
      problems,
      assumptions,
      complete: completeShare(inputs),
    }
  })
  mount(plansContract.make, async ({ work, workspace, body }) => {
    const { currency } = await companyProfile(workspace.db)
    const { name = null, strategies } = body
    return { plans: await askForPlans(work, { name, strategies, currency, wanted: null }) }
  })
  mount(plansContract.list, async ({ workspace, query }) => ({ plans: await planHeads(workspace.db, query) }))
  mount(plansContract.cancel, async ({ work, params }) => cancelPlan(work, params.id))
  mount(plansContract.detail, async ({ workspace, params }) => {
    const whole = await wholePlan(workspace.db, params.id)
    return whole ? figuresOf(whole) : withoutFigures(workspace.db, params.id)
  })
  mount(plansContract.lines, async ({ workspace: { db }, params, query }) => {
    const [{ startsOn, labels }, sites] = await Promise.all([headOf(db, params.id), planSites(db, params.id)])
    const { measures, item, resource, family, site, limit, offset } = query
    const itemIds = item ? [await itemIdOf(db, item)] : undefined
    const siteId = site === undefined ? undefined : siteIn(sites, site)
    const familyId = family === 'none' ? null : family
    const lines = await planLines(db, {
      ...{ planId: params.id, measures, itemIds, resource, familyId, siteId, limit, offset },
    })
    return { startsOn, labels, sites: sites.map(({ name }) => name), lines }
  })
  mount(plansContract.items, async ({ workspace: { db }, params, query }) => {
    await headOf(db, params.id)
    return itemsOfPlan(db, { planId: params.id, ...query })
  })
  mount(plansContract.families, async ({ workspace: { db }, params }) => {
    const [{ head, plan, model }, lines] = await Promise.all([neededPlan(db, params.id), planByFamily(db, params.id)])
    const days = (model.periods as readonly { days: number }[]).map((period) => period.days)
    return { startsOn: head.startsOn, labels: head.labels, families: familyGrids(lines, plan, days) }
  })
  mount(plansContract.load, async ({ workspace, params }) => {
    const whole = await neededPlan(workspace.db, params.id)
    return { labels: whole.head.labels, resources: loadOf(whole) }
  })
  mount(plansContract.explanation, async ({ workspace, params, query }) => {
    const [{ explanation, model }, { locale }] = await Promise.all([
      neededPlan(workspace.db, params.id),
      companyProfile(workspace.db),
    ])
    const conflict = (explanation as { conflict?: Conflict } | null)?.conflict
    return {
      summary: sentencesOf(explanation),
      causes: (explanation?.causes ?? []).slice(0, query.limit).map((cause) => causeLine(cause, model)),
      worth: (explanation?.worth ?? []).slice(0, query.limit).map((each) => worthLine(each, locale)),
      conflict: conflict
        ? {
            says: conflict.says,
            repairs: conflict.repairs.map((repair) => ({ says: repair.says, edits: repairEdits(repair, model) })),
          }
        : null,
    }
  })
}

function siteIn(sites: readonly { id: string; name: string }[], name: string): string {
  const found = sites.find((each) => each.name === name || each.id === name)
  if (found) return found.id
  throw refusal(400, {
    code: 'no-such-site',
    message: `The plan has no site called "${name}".`,
    wayOut:
      sites.length > 0
        ? `Name one of ${sites.map((each) => each.name).join(', ')}.`
        : 'It plans all stock as one: leave the site out, or state lanes between sites and make a new plan.',
  })
}

async function headOf(db: Db, id: string) {
  const head = await planHead(db, id)
  if (!head) throw notFound('plan', id)
  return head
}

/** A plan with its figures; refused with words where it has none. */
export async function neededPlan(db: Db, id: string): Promise<WholePlan> {
  const whole = await wholePlan(db, id)
  if (whole) return whole
  const head = await headOf(db, id)
  throw refusal(409, {
    code: 'no-figures',
    message: `Plan ${head.number} has no figures: it is ${head.status}${head.reason ? `. ${head.reason}` : ''}.`,
    wayOut: head.status === 'queued' || head.status === 'running' ? 'Ask again in a moment.' : 'Make a new plan.',
  })
}

async function withoutFigures(db: Db, id: string) {
  const plan = await headOf(db, id)
  return {
    plan,
    money: [],
    unitsLate: 0,
    unitsLost: 0,
    service: null,
    hoursOvertime: 0,
    violations: [],
    problems: [],
    assumptions: [],
    summary: plan.reason ? [{ says: plan.reason, about: 'plan' as const }] : [],
  }
}
