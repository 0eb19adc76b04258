import type { Explanation, Plan, PlanModel } from '@drumbeat/planning'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { causeLine } from './plan/cause-line.ts'
import type { GapCause, PlanAssumption, PlanHead, PlanLine, PlanMeasure, PlanProblem } from './schema.ts'
import type { Wanted } from './wanted.ts'

/** Everything that a plan was made from and came to; what later domains build scenarios on. */
export type WholePlan = {
  head: PlanHead
  model: PlanModel
  plan: Plan
  explanation: Explanation | null
  problems: PlanProblem[]
  assumptions: PlanAssumption[]
}

const head = sql`p.id, p.number, p.name, p.status, coalesce(p.strategy, 'optimal') as strategy, p.base_plan_id as "basePlanId",
  p.asked_at as "askedAt", p.asked_by as "askedBy", p.finished_at as "finishedAt", p.phase, p.gap, p.reason, p.currency,
  coalesce(p.starts_on, '{}') as "startsOn", coalesce(p.labels, '{}') as labels, p.cost, p.margin, p.digest`

/** The newest plans first. */
export async function planHeads(
  db: Db | Tx,
  { limit, offset }: { limit: number; offset: number },
): Promise<PlanHead[]> {
  const { rows } = await sql<PlanHead>`select ${head} from supply.plan p order by p.number desc
    limit ${limit} offset ${offset}`.execute(db)
  return rows
}

/** One plan without its figures; null where there is none. */
export async function planHead(db: Db | Tx, id: string): Promise<PlanHead | null> {
  const { rows } = await sql<PlanHead>`select ${head} from supply.plan p where p.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The newest plan that has figures; null before the first. */
export async function newestPlan(db: Db | Tx): Promise<PlanHead | null> {
  const { rows } = await sql<PlanHead>`select ${head} from supply.plan p
    where p.solved is not null order by p.number desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** The newest plan that was asked for a stated demand (see askForPlans), made or not, and that demand; null before the first. */
export async function planWantedBy(db: Db | Tx, ref: string): Promise<{ head: PlanHead; wanted: Wanted } | null> {
  const { rows } = await sql<PlanHead & { wanted: Wanted }>`select ${head}, p.wanted from supply.plan p
    where p.wanted ->> 'ref' = ${ref} order by p.number desc limit 1`.execute(db)
  const [found] = rows
  if (!found) return null
  const { wanted, ...plan } = found
  return { head: plan, wanted }
}

/** The plan of a number, if it has figures. */
export async function planNumbered(db: Db | Tx, number: number): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select p.id from supply.plan p where p.number = ${number} and p.solved is not null`.execute(db)
  return rows[0]?.id ?? null
}

const recent = new Map<string, WholePlan>()
const mostRecent = 4

/** A plan with the model it was made from; null while it has no figures. A solved plan never changes: the last ones read are kept at hand. */
export async function wholePlan(db: Db | Tx, id: string): Promise<WholePlan | null> {
  const found = recent.get(id) ?? (await readWhole(db, id))
  if (!found) return null
  recent.delete(id)
  recent.set(id, found)
  if (recent.size > mostRecent) recent.delete(recent.keys().next().value!)
  return found
}

async function readWhole(db: Db | Tx, id: string): Promise<WholePlan | null> {
  const { rows } = await sql<PlanHead & Omit<WholePlan, 'head' | 'plan'> & { solved: Plan }>`
    select ${head}, p.model, p.solved, p.explanation, p.problems, p.assumptions
    from supply.plan p where p.id = ${id} and p.solved is not null`.execute(db)
  const found = rows[0]
  if (!found) return null
  const { model, solved, explanation, problems, assumptions, ...of } = found
  return { head: of, model, plan: solved, explanation, problems, assumptions }
}

export type LinesAsked = {
  planId: string
  measures?: readonly PlanMeasure[] | undefined
  itemIds?: readonly string[] | undefined
  resource?: string | undefined
  /** Items of a family; null those without one. */
  familyId?: string | null | undefined
  /** Lines of one site; without it those of all sites together. */
  siteId?: string | undefined
  limit?: number
  offset?: number
}

/** Figures of a plan, by item and measure. */
export async function planLines(db: Db | Tx, asked: LinesAsked): Promise<PlanLine[]> {
  const { planId, measures = null, itemIds = null, siteId = null, limit = 100_000, offset = 0 } = asked
  const { rows } = await sql<PlanLine>`
    select l.measure, l.subject, l.item_id as "itemId", l.site_id as "siteId", l.resource_id as "resourceId", l.values
    from supply.plan_line l where l.plan_id = ${planId}
      and (${measures as string[] | null}::text[] is null or l.measure = any(${measures as string[] | null}::text[]))
      and l.site_id is not distinct from ${siteId}::uuid
      and (${asked.familyId === undefined} or exists (select from company.item i where i.id = l.item_id
        and i.family_id is not distinct from ${asked.familyId ?? null}::uuid))
      and (${itemIds as string[] | null}::uuid[] is null or l.item_id = any(${itemIds as string[] | null}::uuid[]))
      and (${asked.resource ?? null}::text is null or (l.item_id is null and l.subject = ${asked.resource ?? null}))
    order by l.subject, l.measure limit ${limit} offset ${offset}`.execute(db)
  return rows
}

/** The sites that a plan holds apart, by name. */
export async function planSites(db: Db | Tx, planId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select s.id, s.name from company.site s
    where s.id in (select l.site_id from supply.plan_line l where l.plan_id = ${planId}) order by s.name`.execute(db)
  return rows
}

export type FamilyLine = { familyId: string | null; family: string | null; measure: PlanMeasure; values: number[] }

/** Figures of a plan summed over the items of each family. */
export async function planByFamily(db: Db | Tx, planId: string): Promise<FamilyLine[]> {
  const { rows } = await sql<FamilyLine>`
    with summed as (
      select i.family_id, l.measure, v.place, sum(v.value) as value
      from supply.plan_line l join company.item i on i.id = l.item_id, unnest(l.values) with ordinality as v (value, place)
      where l.plan_id = ${planId} and l.site_id is null group by 1, 2, 3)
    select s.family_id as "familyId", f.name as family, s.measure, array_agg(s.value order by s.place) as values
    from summed s left join company.family f on f.id = s.family_id group by 1, 2, 3 order by f.name nulls last, s.measure`.execute(
    db,
  )
  return rows
}

/** Why a plan is late or falls short, item by item, and the family of each item by its code. */
export async function gapCauses(
  db: Db | Tx,
  id: string,
): Promise<{ causes: GapCause[]; familyOf: ReadonlyMap<string, string | null> }> {
  const [whole, items] = [
    await wholePlan(db, id),
    await sql<{ code: string; familyId: string | null }>`
      select code, family_id as "familyId" from company.item`.execute(db),
  ]
  const causes = (whole?.explanation?.causes ?? []).map((cause) => ({
    ...causeLine(cause, whole!.model),
    because: cause.because,
  }))
  return { causes, familyOf: new Map(items.rows.map(({ code, familyId }) => [code, familyId])) }
}
