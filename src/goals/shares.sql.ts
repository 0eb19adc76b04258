import { type RawBuilder, sql } from 'kysely'

/**
 * Common table expressions that divide deals, or parts of deals, among those who share them. `due` must name them with id,
 * owner_id, and `before` and `upto` in whole minor units: 0 and the worth of a whole deal, of parts the running sums without
 * and with each. `parts` then has a row for each of them and person: `person_id`, `part`, and `counts`, which is true once, on
 * the owner's row. Whether they are summed by person or by part, they add up to the cent: each is what two rounded running
 * sums differ by. What is not split stays with the owner; of more than 100 % each share is taken of the sum of shares, so that
 * nothing counts twice. `at` is an instant as of which splits count; as they stand now where it is left out.
 */
export function partsOf(at?: RawBuilder<unknown>): RawBuilder<unknown> {
  const stands = at ? sql`recorded_at < ${at} and (ended_at is null or ended_at >= ${at})` : sql`ended_at is null`
  const of = (share: RawBuilder<unknown>) =>
    sql`round(due.upto * ${share})::bigint - round(due.before * ${share})::bigint`
  return sql`shares as materialized (
      select deal_id, person_id, least(sum(share) over deal, 1) as whole,
        sum(share) over (deal order by person_id) / greatest(sum(share) over deal, 1) as upto,
        share / greatest(sum(share) over deal, 1) as share
      from goals.incentive_split where ${stands} window deal as (partition by deal_id)
    ), parts as (
      select due.*, due.owner_id as person_id, due.upto - due.before as part, true as counts, false as shared from due
      where not exists (select from shares where shares.deal_id = due.id)
      union all
      select due.*, due.owner_id, due.upto - due.before - (${of(sql`rest.whole`)}), true, true from due
      join (select distinct deal_id, whole from shares) rest on rest.deal_id = due.id
      union all
      select due.*, shares.person_id, (${of(sql`shares.upto`)}) - (${of(sql`(shares.upto - shares.share)`)}), false, true
      from due join shares on shares.deal_id = due.id
    )`
}
