import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import { perUser } from './adoption.ts'
import type { Flow, Tool } from './schema.ts'

type Row = Omit<Tool, 'costPerActiveUserMinor' | 'whyNoCostPerUser' | 'unusedSeats' | 'overlaps'> & {
  sameAs: string | null
}

/**
 * Who used which tool on which day within 400 days: sign-ins as uploaded, and for Drumbeat its own audit and sessions. A person is
 * counted once, under whichever name an export knows them.
 */
function signInsUntil(today: string) {
  return sql`select lower(i.tool) as tool, coalesce(i.person_id::text, i.who) as who, i.person_id, i.day
    from integrations.sign_in i where i.ended_at is null and lower(i.tool) <> 'drumbeat' and i.day <= ${today}::date
    union all select 'drumbeat', coalesce(u."personId", u.id)::text, u."personId", seen.day from auth."user" u join lateral (
      select (a.at at time zone 'UTC')::date as day from platform.audit a
        where a.actor_id = u.id and a.actor_kind in ('user', 'token') and a.at > ${today}::date - 400
      union select (s."updatedAt" at time zone 'UTC')::date from auth.session s where s."userId" = u.id) seen on true
    where seen.day <= ${today}::date`
}

/** Every tool with what its use tells, by name. */
export async function tools(db: Db, today: string): Promise<Tool[]> {
  const { rows } = await sql<Row>`
    with use as materialized (${signInsUntil(today)})
    select t.tool_id as id, t.name, t.purpose, case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as owner,
      t.vendor, t.cost_minor as "costPerYearMinor", t.currency, t.seats, t.renews_on as "renewsOn",
      t.notice_days as "noticeDays", t.status, t.data, t.same_as as "sameAs",
      a.active90 as "activeUsers90", a.active30 as "activeUsers30", a.last as "lastSignInOn",
      case when a.active90 is null then null when lower(t.name) = 'drumbeat' then 'own use' else 'sign-ins' end as "usersFrom"
    from integrations.tool t left join company.person p on p.id = t.owner_id
    left join (select u.tool, max(u.day) as last,
        (count(distinct u.who) filter (where u.day > ${today}::date - 90))::int as active90,
        (count(distinct u.who) filter (where u.day > ${today}::date - 30))::int as active30
      from use u group by u.tool) a on a.tool = lower(t.name)
    where t.ended_at is null order by lower(t.name)`.execute(db)
  return rows.map(({ sameAs, ...row }) => ({ ...row, overlaps: namesIn(sameAs), ...perUser(row) }))
}

/** One tool, or a refusal. */
export async function toolById(db: Db, { id, today }: { id: string; today: string }): Promise<Tool> {
  const found = (await tools(db, today)).find((tool) => tool.id === id)
  if (!found) throw notFound('tool', id)
  return found
}

/** Who would miss a tool: active people of 90 days by name, how many others, and active users by month for a year. */
export async function usersOf(db: Db, { name, today }: { name: string; today: string }) {
  const [{ rows: people }, { rows: months }, { rows: others }] = await Promise.all([
    sql<{ id: string; name: string; days: number; lastOn: string }>`
      with use as materialized (${signInsUntil(today)})
      select p.id, p.name, count(distinct u.day)::int as days, max(u.day) as "lastOn" from use u
      join company.person p on p.id = u.person_id where u.tool = lower(${name}) and u.day > ${today}::date - 90
      group by p.id, p.name order by days desc, p.name limit 500`.execute(db),
    sql<{ month: string; users: number }>`
      with use as materialized (${signInsUntil(today)})
      select m::date as month, (select count(distinct u.who) from use u where u.tool = lower(${name})
        and u.day >= m::date and u.day < (m + interval '1 month')::date)::int as users
      from generate_series(date_trunc('month', ${today}::date) - interval '11 months', date_trunc('month', ${today}::date),
        interval '1 month') m order by m`.execute(db),
    sql<{ others: number }>`
      with use as materialized (${signInsUntil(today)})
      select count(distinct u.who)::int as others from use u where u.tool = lower(${name}) and u.person_id is null
        and u.day > ${today}::date - 90`.execute(db),
  ])
  return { people, months, others: others[0]!.others }
}

/** How many of 90 days' users of each pair of tools are the same, by `a b` of their names in small letters. */
export async function sharedUsers(db: Db, today: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ a: string; b: string; users: number }>`
    with use as materialized (select distinct tool, who from (${signInsUntil(today)}) all_use where day > ${today}::date - 90)
    select x.tool as a, y.tool as b, count(*)::int as users from use x join use y on y.who = x.who and x.tool <> y.tool
    group by x.tool, y.tool`.execute(db)
  return new Map(rows.map(({ a, b, users }) => [`${a}\n${b}`, users]))
}

/** Every flow of data, by its ends. */
export async function flows(db: Db): Promise<Flow[]> {
  const { rows } = await sql<Flow>`
    select f.id, f.from_tool as "from", f.to_tool as "to", f.data,
      (select count(distinct lower(t.name)) from integrations.tool t where t.ended_at is null
        and lower(t.name) in (lower(f.from_tool), lower(f.to_tool))) = 2 as known
    from integrations.flow f where f.ended_at is null
    order by lower(f.from_tool), lower(f.to_tool), lower(f.data) limit 2000`.execute(db)
  return rows
}

/** Names as an owner writes them: parted by commas, semicolons or lines. */
function namesIn(text: string | null): string[] {
  return (text ?? '').split(/[,;\n]/).flatMap((name) => (name.trim() ? [name.trim()] : []))
}
