import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { notFound } from '#platform/http/refusal.ts'
import { actOf, keptActs } from '../log/acts.sql.ts'
import { beginning, firstBroken, hashOfSnapshot } from '../log/chain.ts'
import { type Snapshot, snapshotOf } from '../log/cycles.sql.ts'
import { planBytes } from '../log/plan-bytes.ts'
import { replayOrNone } from '../log/replay-or-none.ts'

/** Whether a cycle is as it was written: its acts, its snapshot replayed byte by byte, and the chain of snapshots. */
export async function verifyCycle(db: Db, id: string) {
  const [kept, snapshot] = await Promise.all([keptActs(db, id), snapshotOf(db, id)])
  if (kept.length === 0) throw notFound('cycle', id)
  const brokenAct = firstBroken(kept)
  const snapshotAgrees = snapshot && agrees(snapshot, kept.slice(0, snapshot.seq))
  const chainAgrees = snapshot && (await isChained(db, snapshot))
  const whole = brokenAct === null && snapshotAgrees !== false && chainAgrees !== false
  const says = whole
    ? `${kept.length} acts are as they were written${snapshot ? ', and replaying them gives the approved plan byte by byte' : ''}.`
    : brokenAct !== null
      ? `Act ${brokenAct} is not as it was written, or one before it is missing.`
      : 'The approved plan is not as it was locked.'
  return { whole, acts: kept.length, brokenAct, snapshotAgrees, chainAgrees, says }
}

function agrees({ bytes, hash, beforeHash }: Snapshot, acts: Parameters<typeof actOf>[0][]): boolean {
  if (hashOfSnapshot(beforeHash, bytes) !== hash) return false
  try {
    return planBytes(replayOrNone(acts.map(actOf))!) === bytes
  } catch {
    return false // acts that the rules refuse were never done
  }
}

/** The snapshot before is there with the hash that this one follows. */
async function isChained(db: Db, { beforeHash }: Snapshot): Promise<boolean> {
  if (beforeHash === beginning) return true
  const { rows } = await sql`select from sop.snapshot where hash = ${beforeHash}`.execute(db)
  return rows.length === 1
}
