import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { readNames } from '../cycle/names.sql.ts'
import { loadCycle } from '../log/cycles.sql.ts'
import type { Publication } from './contract.ts'

export type Webhook = { id: string; name: string; url: string; secret: string }

/** The addresses that are called. */
export async function webhookList(db: Db | Tx): Promise<Webhook[]> {
  const { rows } =
    await sql<Webhook>`select id, name, url, secret from sop.webhook where ended_at is null order by name`.execute(db)
  return rows
}

/** To whom a plan was published, and what came back. */
export async function readPublication(db: Db, id: string): Promise<Publication> {
  const [{ state }, nameOf, { rows: deliveries }] = await Promise.all([
    loadCycle(db, id),
    readNames(db),
    sql<Publication['deliveries'][number]>`
      select w.name as webhook, d.tried_at as "triedAt", d.status, d.says, d.acknowledged
      from sop.delivery d join sop.webhook w on w.id = d.webhook_id
      where d.cycle_id = ${id} order by d.tried_at desc limit 100`.execute(db),
  ])
  const { publication } = state
  return {
    publishedAt: publication?.at ?? null,
    publishedBy: publication ? nameOf(publication.personId ?? publication.by) : null,
    snapshot: publication?.snapshot ?? null,
    receivers: (publication?.receivers ?? []).map((name) => {
      const said = publication!.acknowledged[name]
      return { name, acknowledgedAt: said?.at ?? null, acknowledgedBy: said ? nameOf(said.personId ?? said.by) : null }
    }),
    deliveries,
  }
}
