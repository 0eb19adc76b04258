import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { type Act, type ActKind, acts, type BodyOf } from '../cycle/act.ts'
import { apply } from '../cycle/apply.ts'
import type { CycleState } from '../cycle/state.ts'
import { actOf, keptActs } from './acts.sql.ts'
import { canonical } from './canonical.ts'
import { beginning, hashOfAct, hashOfSnapshot } from './chain.ts'
import { lastHash } from './cycles.sql.ts'
import { planBytes } from './plan-bytes.ts'
import { replayOrNone } from './replay-or-none.ts'
import { summaryOf } from './summary.ts'

/** An act to be done, or one that depends on what the cycle holds by then. */
type Wanted<Kind extends ActKind> = { kind: Kind; body: BodyOf<Kind> | ((state: CycleState | null) => BodyOf<Kind>) }

/** Does an act in a cycle, and says in which state the cycle is then. Two who act at once come one after the other. */
export async function perform<Kind extends ActKind>(
  work: Work,
  scope: Pick<Scope, 'personId'>,
  cycleId: string,
  wanted: Wanted<Kind>,
): Promise<CycleState> {
  return transact(work, (writing) => performIn(writing, scope, cycleId, wanted))
}

/** The same within a transaction that is open. */
export async function performIn<Kind extends ActKind>(
  writing: Writing,
  scope: Pick<Scope, 'personId'>,
  cycleId: string,
  wanted: Wanted<Kind>,
): Promise<CycleState> {
  const { tx, now, actor, audit, emit } = writing
  await sql`select pg_advisory_xact_lock(hashtext('sop.cycle'), hashtext(${cycleId}))`.execute(tx)
  const kept = await keptActs(tx, cycleId)
  const before = replayOrNone(kept.map(actOf))
  const given = typeof wanted.body === 'function' ? wanted.body(before) : wanted.body
  const body = acts[wanted.kind].parse(given) as BodyOf<Kind>
  const act = { kind: wanted.kind, at: now, by: actor.id, personId: scope.personId, body } as unknown as Act
  const applied = apply(before, act)
  if ('refused' in applied) throw refusal(409, applied.refused)
  const last = kept.at(-1)
  const seq = (last?.seq ?? 0) + 1
  await writeAct(tx, { cycleId, seq, act, before: last?.hash ?? beginning })
  if (applied.state.locked && !before?.locked) await writeSnapshot(tx, { cycleId, seq, now, state: applied.state })
  await audit({ command: `sop.${act.kind}`, noun: 'cycle', subjectId: cycleId, summary: summaryOf(act, applied.state) })
  await emit('sop.cycle.changed', { cycleId, seq, kind: act.kind })
  return applied.state
}

async function writeAct(tx: Tx, given: { cycleId: string; seq: number; act: Act; before: string }): Promise<void> {
  const { cycleId, seq, act, before } = given
  const { at, by, personId, kind } = act
  const body = canonical(act.body)
  const hash = hashOfAct(before, { seq, at, by, personId, kind, body })
  await sql`insert into sop.act (cycle_id, seq, at, by_user, person_id, kind, body, hash)
    values (${cycleId}, ${seq}, ${at}, ${by}, ${personId}, ${kind}, ${body}, ${hash})`.execute(tx)
}

async function writeSnapshot(
  tx: Tx,
  { cycleId, seq, now, state }: { cycleId: string; seq: number; now: string; state: CycleState },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('sop.snapshot'))`.execute(tx)
  const bytes = planBytes(state)
  const before = (await lastHash(tx)) ?? beginning
  await sql`insert into sop.snapshot (cycle_id, seq, taken_at, bytes, before_hash, hash)
    values (${cycleId}, ${seq}, ${now}, ${bytes}, ${before}, ${hashOfSnapshot(before, bytes)})`.execute(tx)
}
