import { sql } from 'kysely'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { checkOf } from './checks/catalogue.ts'
import type { Bounds } from './checks/check.ts'
import { nameOfRole, type Part, type RoleKey } from './roles/roles.ts'

/** Sets from which value on a check, or what it asks besides, has full marks and none; null goes back to the catalogue's own. */
export async function setBounds(
  work: Work,
  { key, ofSecond, bounds }: { key: string; ofSecond: boolean; bounds: Bounds | null },
): Promise<void> {
  if (bounds && bounds.green === bounds.red) {
    throw refusal(400, {
      code: 'same-bounds',
      message: `Green and red are both ${bounds.green}: there is nothing between them to score.`,
      wayOut: 'Give full marks and none different values.',
    })
  }
  const check = checkOf(key)!
  if (ofSecond && !check.second) {
    throw refusal(400, {
      code: 'no-second',
      message: `"${check.name}" asks for one thing only.`,
      wayOut: 'Set the bounds of the check itself.',
    })
  }
  const name = ofSecond ? check.second!.name : check.name
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    await sql`update practices.threshold set ended_at = ${now}
      where check_key = ${key} and of_second = ${ofSecond} and ended_at is null`.execute(tx)
    if (bounds) {
      await sql`insert into practices.threshold (id, check_key, of_second, green, red, set_by, set_at)
        values (${newId()}, ${key}, ${ofSecond}, ${bounds.green}, ${bounds.red}, ${actor.id}, ${now})`.execute(tx)
    }
    const to = bounds ? `green ${bounds.green}, red ${bounds.red}` : 'what the catalogue says'
    const summary = `Set the bounds of "${name}" to ${to}`
    const after = { key, ofSecond, bounds }
    await audit({ command: 'practices.set-bounds', noun: 'check', subjectId: null, summary, after })
    await emit('practices.check.changed', { key })
  })
}

/** Says that a check does not apply here, and why; without a reason it applies again. */
export async function setExemption(
  work: Work,
  { key, because }: { key: string; because: string | null },
): Promise<void> {
  const check = checkOf(key)!
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    await sql`update practices.exemption set ended_at = ${now} where check_key = ${key} and ended_at is null`.execute(
      tx,
    )
    if (because !== null) {
      await sql`insert into practices.exemption (id, check_key, because, said_by, said_at)
        values (${newId()}, ${key}, ${because}, ${actor.id}, ${now})`.execute(tx)
    }
    const summary = because === null ? `"${check.name}" applies again` : `"${check.name}" does not apply: ${because}`
    await audit({
      command: 'practices.set-exemption',
      noun: 'check',
      subjectId: null,
      summary,
      after: { key, because },
    })
    await emit('practices.check.changed', { key })
  })
}

/** Gives a role a part in a check; null takes it away. */
export async function assignPart(
  work: Work,
  { key, role, part }: { key: string; role: RoleKey; part: Part | null },
): Promise<void> {
  const check = checkOf(key)!
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    await sql`update practices.assignment set ended_at = ${now}
      where check_key = ${key} and role = ${role} and ended_at is null`.execute(tx)
    await sql`insert into practices.assignment (id, check_key, role, part, set_by, set_at)
      values (${newId()}, ${key}, ${role}, ${part}, ${actor.id}, ${now})`.execute(tx)
    const summary = `${nameOfRole(role)} is ${part ?? 'nothing'} in "${check.name}"`
    await audit({ command: 'practices.assign', noun: 'check', subjectId: null, summary, after: { key, role, part } })
    await emit('practices.check.changed', { key })
  })
}
