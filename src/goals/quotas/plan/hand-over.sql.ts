import { parseDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { countsByDefault, creditsOf } from '../../credits.sql.ts'
import type { HandOverPreview } from './contract.ts'
import { prorated } from './proposal.ts'

export type Parted = {
  id: string
  personId: string
  personName: string
  startsOn: string
  endsOn: string
  amountMinor: number
  currency: string
  counts: string | null
}

/** A quota of a person that stands, with what each of two gets when it is parted at a day within it. */
export async function partedAt(
  db: Db | Tx,
  { id, on, isHeld = false }: { id: string; on: string; isHeld?: boolean },
): Promise<{ quota: Parted; leaving: number; coming: number }> {
  const { rows } =
    await sql<Parted>`select quota.id, quota.subject_id as "personId", person.name as "personName", quota.starts_on as "startsOn",
      quota.ends_on as "endsOn", quota.amount_minor as "amountMinor", quota.currency, quota.counts
    from goals.quota quota join company.person person on person.id = quota.subject_id
    where quota.id = ${id} and quota.subject_kind = 'person' and quota.ended_at is null ${isHeld ? sql`for update of quota` : sql``}`.execute(
      db,
    )
  const quota = rows[0]
  if (!quota) throw notFound('quota', id)
  if (on <= quota.startsOn || on >= quota.endsOn)
    throw refusal(400, {
      code: 'outside',
      message: `${on} does not lie within the period from ${quota.startsOn} until ${quota.endsOn}.`,
      wayOut: 'Choose a day after its first and before its end.',
    })
  const [from, at, to] = [quota.startsOn, on, quota.endsOn].map((day) => parseDay(day)!) as [number, number, number]
  return { quota, ...prorated(quota.amountMinor, { days: to - from, before: at - from }) }
}

/** What a hand-over would move, and what stays: nothing is written. */
export async function handOverPreview(
  db: Db,
  scope: Scope,
  asked: { id: string; on: string; now: Date },
): Promise<HandOverPreview> {
  const { quota, leaving, coming } = await partedAt(db, asked)
  const { personId, personName, startsOn, endsOn, amountMinor, currency } = quota
  const [company, today] = [await readCompany(db), await companyToday(db, asked.now)]
  const counted = quota.counts ?? (await countsByDefault(db))
  const own = async (from: string, to: string) => {
    const credits = (await creditsOf(db, scope, { from, to, today })).filter(
      ({ ownerId, counts }) => ownerId === personId && counts === counted,
    )
    const sum = (of: (credit: (typeof credits)[number]) => number) => credits.reduce((all, each) => all + of(each), 0)
    return {
      closedMinor: Math.round(sum(({ closedFine }) => closedFine) / 100),
      closedDeals: sum(({ closedDeals }) => closedDeals),
      closedLines: sum(({ closedLines }) => closedLines),
      openMinor: sum(({ openMinor }) => openMinor),
      openDeals: sum(({ openDeals }) => openDeals),
    }
  }
  const [before, after] = [await own(startsOn, asked.on), await own(asked.on, endsOn)]
  return {
    ...{ personId, personName, startsOn, on: asked.on, endsOn, amountMinor, currency },
    ...{ leavingMinor: leaving, comingMinor: coming, companyCurrency: company.currency, before, after },
    plans: await plansOn(db, scope, { personId, day: asked.on }),
  }
}

/** The incentive plans that pay a person from a day on. */
async function plansOn(
  db: Db,
  scope: Scope,
  { personId, day }: { personId: string; day: string },
): Promise<HandOverPreview['plans']> {
  const { rows } = await sql<HandOverPreview['plans'][number]>`
    select plan.id, plan.name from goals.incentive_participant part join goals.incentive_plan plan on plan.id = part.plan_id
    where part.person_id = ${personId} and part.ended_at is null and plan.ended_at is null
      and (part.ends_on is null or part.ends_on > ${day}) and ${ownedBy(scope.sees.statements, sql.ref('part.person_id'))}
    order by lower(plan.name)`.execute(db)
  return rows
}
