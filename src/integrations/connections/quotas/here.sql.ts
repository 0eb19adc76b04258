import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { keyOf, type QuotasHere, type Slot, type Whose } from './quotas.ts'

type SaidRow = Omit<Slot, 'key' | 'value' | 'currency'> & { says: string }
type OwnRow = Omit<Slot, 'key' | 'value' | 'currency'> & { says: string }

/** Quotas of these people and teams as they are here, and what a connection said of its quotas last. */
export async function quotasHere(
  db: Db,
  { connectionId, whose }: { connectionId: string; whose: readonly Whose[] },
): Promise<QuotasHere> {
  const said = await saidBefore(db, connectionId)
  const all = [...new Set([...whose, ...said.map((row) => row.whose)])]
  const ours = await sql<OwnRow>`with ${subjects(all)}
    select s.whose, q.starts_on::text as "startsOn", q.ends_on::text as "endsOn", null as metric,
      round(q.amount_minor / power(10::numeric, c.minor_digits), c.minor_digits)::text || ' ' || q.currency as says
    from subject s join goals.quota q on q.subject_kind = s.kind and q.subject_id = s.id and q.ended_at is null join company.currency c on c.code = q.currency
    union all select s.whose, q.starts_on::text, q.ends_on::text, q.metric, trim_scale(q.target)::text
    from subject s join goals.count_quota q on q.subject_kind = s.kind and q.subject_id = s.id and q.ended_at is null`.execute(
    db,
  )
  const names = await sql<{ whose: string; name: string }>`with ${subjects(all)}
    select s.whose, coalesce(p.name, t.name) as name from subject s left join company.person p on p.id = s.id left join company.team t on t.id = s.id
    where s.id is not null`.execute(db)
  const digits = await sql<{
    code: string
    digits: number
  }>`select code, minor_digits as digits from company.currency`.execute(db)
  return {
    ours: new Map(ours.rows.map((row) => [keyOf(row), row.says])),
    said: new Map(said.map((row) => [keyOf(row), { ...row, ...spoken(row), key: keyOf(row) }])),
    names: new Map(names.rows.map(({ whose: subject, name }) => [subject, name])),
    digits: new Map(digits.rows.map((row) => [row.code, row.digits])),
    leftOut: await leftOutKeys(db, connectionId),
  }
}

/** Whose quotas these are here: people by the id that the CRM knows them by, teams by their name. */
function subjects(all: readonly string[]) {
  return sql`subject as (select w.whose, w.kind, case w.kind when 'team' then (select t.id from company.team t where lower(t.name) = lower(w.called))
      else coalesce((select p.id from company.person p where p.external_id = w.called and p.erased_at is null),
        (select a.subject_id from imports.alias a where a.noun = 'person' and a.value = w.called order by a.key_name limit 1)) end as id
    from (select whose, split_part(whose, ' ', 1) as kind, substr(whose, strpos(whose, ' ') + 1) as called from unnest(${[...all]}::text[]) as whose) w)`
}

async function saidBefore(db: Db, connectionId: string): Promise<SaidRow[]> {
  const { rows } =
    await sql<SaidRow>`select whose, starts_on::text as "startsOn", ends_on::text as "endsOn", nullif(metric, '') as metric, says
    from integrations.connection_quota where connection_id = ${connectionId}`.execute(db)
  return rows
}

/** Value and currency, as they were said. */
function spoken({ says }: SaidRow): Pick<Slot, 'value' | 'currency'> {
  const [value = '', currency = null] = says.split(' ')
  return { value, currency }
}

async function leftOutKeys(db: Db, connectionId: string): Promise<Set<string>> {
  const { rows } = await sql<{
    key: string
  }>`select k.whose || e'\n' || k.starts_on || e'\n' || k.ends_on || e'\n' || k.metric as key
    from integrations.connection_quota k join integrations.connection_left_out o on o.connection_id = k.connection_id
      and o.outside_id = replace(rtrim(concat_ws(' ', k.whose, k.starts_on, k.ends_on, k.metric)), ',', ' ')
    where k.connection_id = ${connectionId}`.execute(db)
  return new Set(rows.map(({ key }) => key))
}
