import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { type Act, type ActKind, acts } from '../cycle/act.ts'
import type { KeptAct } from './chain.ts'

/** The acts of a cycle as they are kept, in order. */
export async function keptActs(db: Db | Tx, cycleId: string, { upTo }: { upTo?: number } = {}): Promise<KeptAct[]> {
  const { rows } = await sql<KeptAct>`
    select seq, at, by_user as by, person_id as "personId", kind, body, hash from sop.act
    where cycle_id = ${cycleId} and (${upTo ?? null}::int is null or seq <= ${upTo ?? null}) order by seq`.execute(db)
  return rows
}

/** How many acts a cycle has. */
export async function lastSeq(db: Db | Tx, cycleId: string): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select coalesce(max(seq), 0)::int as seq from sop.act where cycle_id = ${cycleId}`.execute(db)
  return rows[0]!.seq
}

/** A kept act as the rules of the cycle take it. */
export function actOf({ at, by, personId, kind, body }: KeptAct): Act {
  const shape = acts[kind as ActKind]
  return { kind, at, by, personId, body: shape.parse(JSON.parse(body)) } as Act
}
