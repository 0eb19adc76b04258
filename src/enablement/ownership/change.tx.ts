import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { areas } from './areas.ts'
import type { ownershipContract } from './contract.ts'
import { type HandoffState, statesAfter } from './handoff.ts'

type Facts = NonNullable<z.output<(typeof ownershipContract)['setArea']['body']>['area']>

/** Says who owns an area; null goes back to the usual owner. */
export async function setArea(work: Work, { key, area }: { key: string; area: Facts | null }): Promise<void> {
  if (area?.sharedBecause && !(area.operations && area.enablement)) {
    throw refusal(400, {
      code: 'not-shared',
      message: `"${area.name}" has a reason for being shared, but not both own it.`,
      wayOut: 'Let both own it, or leave the reason empty.',
    })
  }
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const ended =
      await sql`update enablement.area set ended_at = ${now} where key = ${key} and ended_at is null`.execute(tx)
    if (area === null && !ended.numAffectedRows && !areas.some((each) => each.key === key)) throw notFound('area', key)
    if (area) {
      await sql`insert into enablement.area (id, key, name, operations, enablement, shared_because, set_by, set_at)
        values (${newId()}, ${key}, ${area.name}, ${area.operations}, ${area.enablement}, ${area.sharedBecause}, ${actor.id}, ${now})`.execute(
        tx,
      )
    }
    const summary = area ? `Set who owns "${area.name}"` : `The area "${key}" is owned as usual again`
    await audit({ command: 'enablement.set-area', noun: 'area', subjectId: null, summary, after: { key, area } })
    await emit('enablement.ownership.changed', { key })
  })
}

type Proposed = z.output<(typeof ownershipContract)['addHandoff']['body']>

/** Proposes a hand-off and gives its id. */
export async function addHandoff(work: Work, proposed: Proposed): Promise<string> {
  return transact(work, async (writing) => {
    const { title, areaKey, from, ownerId, dueOn, note } = proposed
    const { tx, now, actor } = writing
    const own = await sql`select from enablement.area where key = ${areaKey} and ended_at is null`.execute(tx)
    if (own.rows.length === 0 && !areas.some(({ key }) => key === areaKey)) throw notFound('area', areaKey)
    const id = newId()
    await sql`insert into enablement.handoff (id, title, area, from_side, owner_id, due_on, note, added_by, added_at)
      values (${id}, ${title}, ${areaKey}, ${from}, ${ownerId}, ${dueOn}, ${note}, ${actor.id}, ${now})`.execute(tx)
    await writeState(writing, { id, state: 'proposed', note: '', title })
    return id
  })
}

/** Moves a hand-off to a state that may follow its own. */
export async function moveHandoff(
  work: Work,
  { id, state, note }: { id: string; state: HandoffState; note: string },
): Promise<void> {
  if (state === 'declined' && note === '') {
    throw refusal(400, {
      code: 'no-reason',
      message: 'Nothing says why it is declined.',
      wayOut: 'Say in the note why, so that the other side can act on it.',
    })
  }
  await transact(work, async (writing) => {
    const { rows } = await sql<{ title: string; last: HandoffState }>`
      select handoff.title, (select state from enablement.handoff_state each where each.handoff_id = handoff.id
        order by each.set_at desc, each.id desc limit 1) as last
      from enablement.handoff handoff where handoff.id = ${id} for update`.execute(writing.tx)
    if (!rows[0]) throw notFound('hand-off', id)
    const { title, last } = rows[0]
    if (!statesAfter(last).includes(state)) {
      throw refusal(409, {
        code: 'wrong-state',
        message: `"${title}" is ${last}: it cannot become ${state}.`,
        wayOut: `From ${last} it can become ${statesAfter(last).join(' or ')}.`,
      })
    }
    await writeState(writing, { id, state, note, title })
  })
}

async function writeState(
  { tx, now, actor, audit, emit }: Writing,
  { id, state, note, title }: { id: string; state: HandoffState; note: string; title: string },
): Promise<void> {
  await sql`insert into enablement.handoff_state (id, handoff_id, state, note, set_by, set_at)
    values (${newId()}, ${id}, ${state}, ${note}, ${actor.id}, ${now})`.execute(tx)
  const summary = `The hand-off "${title}" is ${state}`
  await audit({ command: 'enablement.hand-off', noun: 'hand-off', subjectId: id, summary, after: { state, note } })
  await emit('enablement.ownership.changed', { handoffId: id })
}
