import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { type Asking, cannotTell, type Measured, type Measures } from './measured.ts'

/** Checks 4 and 21: demand and territories. */
export async function planningMeasures(asking: Asking): Promise<Measures> {
  const [naive, balance] = await Promise.all([beatsNaive(asking), territoryBalance(asking)])
  return { 'beats-naive': naive, 'territory-balance': balance }
}

async function beatsNaive({ db, asOf }: Asking): Promise<Measured> {
  type Node = { node: string; level: string; wape: number; naive: number; name: string | null }
  const { rows } = await sql<Node>`
    with run as (
      select id from demand.run where grain = 'month' and measure = 'units' and finished_at < ${dayAfter(asOf, 1)}::date
      order by finished_at desc limit 1
    )
    select forecast.node, forecast.level, forecast.wape, forecast.naive_wape as naive, family.name from demand.forecast forecast
    join run on run.id = forecast.run_id left join company.family family on family.id = forecast.family_id
    where forecast.level in ('all', 'family') and forecast.territory_id is null
      and forecast.wape is not null and forecast.naive_wape > 0`.execute(db)
  const whole = rows.find(({ level }) => level === 'all')
  if (!whole) return cannotTell('No demand forecast has been tried on past months yet.')
  const worse = rows.filter(({ level, wape, naive }) => level === 'family' && wape >= naive)
  return {
    value: 1 - whole.wape / whole.naive,
    n: rows.length,
    cannotTell: null,
    rows: worse.map(({ node, name, wape, naive }) => ({
      label: name ?? node,
      detail: `off by ${Math.round(100 * wape)} %, naive by ${Math.round(100 * naive)} %`,
      to: `/demand?node=${encodeURIComponent(node)}`,
    })),
  }
}

/** Potential of a seller: what is open, and what was won within a year, in the company's currency only. */
async function territoryBalance({ db, asOf }: Asking): Promise<Measured> {
  const { rows } = await sql<{ id: string; name: string; potential: number }>`
    select person.id, person.name, sum(deal.amount_minor)::float8 as potential from crm.deal deal
    join company.person person on person.id = deal.owner_id and (person.left_on is null or person.left_on > ${asOf})
    join company.profile profile on profile.currency = deal.currency
    where deal.ended_at is null and (deal.outcome = 'open'
      or deal.outcome = 'won' and deal.closed_on > ${dayAfter(asOf, -365)} and deal.closed_on <= ${asOf})
    group by 1, 2 having sum(deal.amount_minor) > 0 order by 3 desc`.execute(db)
  if (rows.length < 2) return cannotTell('Fewer than two sellers have deals.')
  const mean = rows.reduce((sum, { potential }) => sum + potential, 0) / rows.length
  const variance = rows.reduce((sum, { potential }) => sum + (potential - mean) ** 2, 0) / rows.length
  return {
    value: Math.sqrt(variance) / mean,
    n: rows.length,
    cannotTell: null,
    rows: rows.map(({ id, name, potential }) => ({
      label: name,
      detail: `${Math.round((100 * potential) / mean)} % of the average potential`,
      to: `/crm/deals?owner=${id}&outcome=open`,
    })),
  }
}
