import { sql } from 'kysely'
import type { SignedIn } from '#platform/auth/scope.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Alert, AlertWish } from './schema.ts'
import type { News } from './share-out.ts'
import type { Told } from './significant.ts'

/** What was news in the last 90 days, newest first. */
export async function alertsSince(db: Db, now: Date): Promise<Alert[]> {
  const { rows } = await sql<Alert>`
    select id, kind, split_part(node, '@', 1) as key, sentence, reason, at, over_at as "overAt" from demand.alert
    where at > ${now}::timestamptz - interval '90 days' order by at desc, id desc limit 200`.execute(db)
  return rows
}

/** What a user wants to be told of; nothing where they never said. */
export async function wishOf(db: Db | Tx, userId: string): Promise<AlertWish> {
  const { rows } =
    await sql<AlertWish>`select kinds, inbox, mail from demand.alert_wish where user_id = ${userId}`.execute(db)
  return rows[0] ?? { kinds: [], inbox: false, mail: false }
}

/** What was last told of everything and of each family, and what is expected of them now: the next few months. */
export async function toldAndNow(
  tx: Tx,
  runId: string,
  periods: number,
): Promise<{ told: Map<string, Told>; now: Told[] }> {
  const before = await sql<Told>`select node, starts_on as "startsOn", mean, lo80, hi80 from demand.alert_told`.execute(
    tx,
  )
  const { rows } = await sql<Told>`
    select node, starts_on[2:${periods + 1}] as "startsOn", mean[2:${periods + 1}] as mean, lo80[2:${periods + 1}] as lo80,
      hi80[2:${periods + 1}] as hi80
    from demand.expected where run_id = ${runId} and level <> 'item' and territory_id is null
      and cardinality(mean) > ${periods} and standing <> 'ended' order by node`.execute(tx)
  return { told: new Map(before.rows.map((row) => [row.node, row])), now: rows }
}

/** Everything and the families whose measured error is above that of the naive forecast. */
export async function belowNaive(tx: Tx, runId: string): Promise<{ node: string; wape: number; naiveWape: number }[]> {
  const { rows } = await sql<{ node: string; wape: number; naiveWape: number }>`
    select node, wape, naive_wape as "naiveWape" from demand.forecast
    where run_id = ${runId} and level <> 'item' and territory_id is null and wape > naive_wape order by node`.execute(
    tx,
  )
  return rows
}

/** How everything and families are called, by node. */
export async function namesOfNodes(tx: Tx): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from company.family`.execute(tx)
  return new Map([
    ['all', 'All items'],
    ['family:none', 'Items without a family'],
    ...rows.map(({ id, name }) => [`family:${id}`, name] as const),
  ])
}

/** Somebody who wants to be told, with the news that they were not told of in this way. */
export type ToTell = { user: SignedIn; mailedAt: string | null; toldToday: number; news: News[] }

/** Who is to be told in one of the ways, of what: of what is open and began after they asked. */
export async function toTell(tx: Db | Tx, how: 'inbox' | 'mail', now: string): Promise<ToTell[]> {
  const { rows } = await sql<ToTell>`
    select jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role, 'personId', u."personId") as user,
      w.mailed_at as "mailedAt",
      (select count(*)::int from demand.alert_sent s where s.user_id = w.user_id and s.how = ${how}
        and s.at > ${now}::timestamptz - interval '1 day') as "toldToday",
      jsonb_agg(jsonb_build_object('id', a.id, 'sentence', a.sentence, 'reason', a.reason, 'at', a.at) order by a.at, a.id) as news
    from demand.alert_wish w join auth."user" u on u.id = w.user_id and u."disabledAt" is null
    join demand.alert a on a.kind = any(w.kinds) and a.at >= w.since and a.over_at is null
    where ${how === 'inbox' ? sql`w.inbox` : sql`w.mail`}
      and not exists (select from demand.alert_sent s where s.alert_id = a.id and s.user_id = w.user_id and s.how = ${how})
    group by w.user_id, w.mailed_at, u.id order by u.id`.execute(tx)
  return rows
}
