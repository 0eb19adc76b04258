import { type RawBuilder, sql } from 'kysely'

/**
 * Common table expressions that divide deals among those who share them. `due` must name deals with id, owner_id and worth
 * in whole minor units; `parts` then has a row per deal and person: `person_id`, `part`, and `counts`, which is true once
 * per deal, on the owner's row. Parts add up to the worth to the cent: each is the difference of two rounded running sums.
 * What is not split stays with the owner; of more than 100 % each share is taken of the sum of shares, so that nothing
 * counts twice. `at` is an instant as of which splits count; as they stand now where it is left out.
 */
export function partsOf(at?: RawBuilder<unknown>): RawBuilder<unknown> {
  const stands = at ? sql`recorded_at < ${at} and (ended_at is null or ended_at >= ${at})` : sql`ended_at is null`
  return sql`shares as materialized (
      select deal_id, person_id, least(sum(share) over deal, 1) as whole,
        sum(share) over (deal order by person_id) / greatest(sum(share) over deal, 1) as upto,
        share / greatest(sum(share) over deal, 1) as share
      from goals.incentive_split where ${stands} window deal as (partition by deal_id)
    ), parts as (
      select due.*, due.owner_id as person_id, due.worth as part, true as counts, false as shared from due
      where not exists (select from shares where shares.deal_id = due.id)
      union all
      select due.*, due.owner_id, due.worth - round(due.worth * rest.whole)::bigint, true, true from due
      join (select distinct deal_id, whole from shares) rest on rest.deal_id = due.id
      union all
      select due.*, shares.person_id,
        (round(due.worth * shares.upto) - round(due.worth * (shares.upto - shares.share)))::bigint, false, true
      from due join shares on shares.deal_id = due.id
    )`
}
