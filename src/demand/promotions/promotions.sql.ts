import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { companySettings } from '../history/history.sql.ts'
import type { MeasuredPromotion, Promotion, PromotionProposal } from './schema.ts'
import { sentenceOf } from './words.ts'

type Row = Omit<Promotion, 'sentence' | 'measured' | 'expected'> & {
  found: (MeasuredPromotion & { known: boolean }) | null
  log: number | null
  adds: Record<'during' | 'after' | 'sisters', number> | null
}

/** The promotions that stand, the newest first, each with what it did or is expected to do. */
export async function promotionsNow(db: Db, today: string): Promise<Promotion[]> {
  const { rows } = await sql<Row>`
    select p.id, p.name, p.kind,
      case when i.id is not null then jsonb_build_object('id', i.id, 'code', i.code, 'name', i.name) end as item,
      case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name) end as family,
      case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name) end as territory,
      p.starts_on::text as "startsOn", p.ends_on::text as "endsOn", trim_scale(p.price)::text as price, p.by_name as by, p.at,
      case when p.ends_on < ${today} then 'over' when p.starts_on > ${today} then 'coming' else 'running' end as state,
      m.found, m.during as log, case when a.promotion_id is not null
        then jsonb_build_object('during', a.during, 'after', a.after, 'sisters', a.sisters) end as adds
    from demand.promotion p left join company.item i on i.id = p.item_id left join company.family f on f.id = p.family_id
    left join company.territory t on t.id = p.territory_id
    left join demand.promotion_measured m on m.promotion_id = p.id and m.measure = 'units'
    left join demand.run r on r.grain = 'month' and r.measure = 'units' and r.standing = 'current'
    left join demand.promotion_adds a on a.promotion_id = p.id and a.run_id = r.id
    where p.ended_at is null order by p.starts_on desc, p.name, t.name`.execute(db)
  const written = writtenIn((await companySettings(db)).locale)
  return rows.map(({ found, log, adds, ...row }) => {
    const measured = row.state === 'over' && found ? withoutKnown(found) : null
    const expected =
      row.state === 'over' || !log || !adds
        ? null
        : { factor: Math.exp(log), units: adds.during + adds.after + adds.sisters, ...adds }
    return {
      ...row,
      measured,
      expected,
      sentence: written.sentence(
        sentenceOf({ ...row, measured, expected, known: found?.known ?? null, isOfItem: row.item !== null }),
      ),
    }
  })
}

function withoutKnown({ known: _, ...found }: MeasuredPromotion & { known: boolean }): MeasuredPromotion {
  return found
}

/** Names on order lines that nobody has recorded as promotions, by family; where all territories have it, as one. */
export async function proposedPromotions(db: Db): Promise<PromotionProposal[]> {
  const { rows } = await sql<PromotionProposal>`
    with place as (
      select count(*) as places from company.territory t where not exists (select from company.territory below where below.parent_id = t.id)
    ), whole as (
      select name, family_id, count(distinct territory_id) as places from demand.promotion_said group by 1, 2
    ), proposal as (
      select s.name, s.family_id, case when w.places >= p.places then null else s.territory_id end as territory_id,
        min(s.first_on) as first, max(s.last_on) as last, sum(s.order_lines)::int as lines
      from demand.promotion_said s join whole w using (name, family_id) cross join place p group by 1, 2, 3
    )
    select x.name, f.name as family, f.id as "familyId", t.name as territory, t.id as "territoryId", x.first::text as "startsOn",
      x.last::text as "endsOn", x.lines as "orderLines"
    from proposal x join company.family f on f.id = x.family_id left join company.territory t on t.id = x.territory_id
    where x.last - x.first <= 92 and x.lines >= 20 and not exists (select from demand.promotion p left join company.item i on i.id = p.item_id
      where p.ended_at is null and lower(p.name) = lower(x.name) and coalesce(p.family_id, i.family_id) = x.family_id)
    order by x.last desc, x.name, t.name limit 30`.execute(db)
  return rows
}
