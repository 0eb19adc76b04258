import { sql } from 'kysely'
import { needsOwner } from '#platform/auth/users.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { forget } from '#platform/erasing/forget.tx.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { companyToday } from '../profile.sql.ts'
import { ERASED_NAME } from '../schema.ts'
import type { PersonDetail } from './contract.ts'
import { personDetail } from './people.sql.ts'

/**
 * Erases who a person was. The row, its id, its dates and everything that counts on it stay, so that no total moves;
 * name, e-mail, title, outside id, days off, login, sessions, password and open links go. The audit holds the id only.
 */
export async function erasePerson(work: Work, personId: string): Promise<PersonDetail> {
  return transact(work, async (writing) => {
    const { tx, now, audit, emit } = writing
    const { name, email } = await whoIs(tx, personId)
    const logins = await anonymiseLogins(tx, { personId, email, now })
    await forgetInvitations(tx, { personId, email, logins, now })
    await sql`update company.person set name = ${ERASED_NAME}, email = null, title = null, external_id = null, time_zone = null,
      erased_at = ${now} where id = ${personId}`.execute(tx)
    await sql`delete from company.leave where person_id = ${personId}`.execute(tx)
    await forget(writing, work.workspace.domains, {
      names: [name, ...logins.map((login) => login.name)],
      addresses: [...(email ? [email] : []), ...logins.map((login) => login.email)],
    })
    await audit({
      command: 'company.erase-person',
      noun: 'person',
      subjectId: personId,
      summary: `Carried out the erasure of person ${personId}${logins.length > 0 ? ' and closed the login' : ''}`,
    })
    await emit('company.person.erased', { personId })
    await emit('company.person.changed', { personId })
    return personDetail(tx, { id: personId, day: await companyToday(tx, work.workspace.clock()) })
  })
}

async function whoIs(tx: Tx, id: string): Promise<{ name: string; email: string | null }> {
  const { rows } = await sql<{ name: string; email: string | null; erasedAt: string | null }>`
    select name, email, erased_at as "erasedAt" from company.person where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw notFound('person', id)
  if (rows[0].erasedAt) {
    throw refusal(409, {
      code: 'erased',
      message: `This person was erased on ${rows[0].erasedAt.slice(0, 10)} already.`,
    })
  }
  return rows[0]
}

/** Closes every login of the person, by link or by e-mail address, and takes name, address, password and sessions off it. */
async function anonymiseLogins(
  tx: Tx,
  { personId, email, now }: { personId: string; email: string | null; now: string },
): Promise<{ id: string; name: string; email: string }[]> {
  const { rows: logins } = await sql<{
    id: string
    name: string
    email: string
  }>`select id, name, email from auth."user"
    where "personId" = ${personId} or lower(email) = lower(${email}) for update`.execute(tx)
  if (logins.length === 0) return []
  const hadOwner = !(await needsOwner(tx))
  const ids = logins.map((login) => login.id)
  await sql`update auth."user" set name = ${ERASED_NAME}, email = 'erased-' || id || '@erased.invalid', image = null,
    "disabledAt" = coalesce("disabledAt", ${now}), "updatedAt" = ${now} where id = any(${ids}::uuid[])`.execute(tx)
  if (hadOwner && (await needsOwner(tx))) {
    throw refusal(409, {
      code: 'last-owner',
      message: 'This person is the last owner of the workspace.',
      wayOut: 'Make somebody else an owner first, under Settings, Users.',
    })
  }
  await sql`delete from auth.session where "userId" = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from auth.account where "userId" = any(${ids}::uuid[])`.execute(tx)
  await sql`update platform.token set name = 'erased', revoked_at = coalesce(revoked_at, ${now})
    where user_id = any(${ids}::uuid[])`.execute(tx)
  return logins
}

async function forgetInvitations(
  tx: Tx,
  erased: { personId: string; email: string | null; logins: { id: string; email: string }[]; now: string },
): Promise<void> {
  const emails = [erased.email, ...erased.logins.map((login) => login.email)].flatMap((email) =>
    email ? [email.toLowerCase()] : [],
  )
  await sql`update platform.invitation set email = null,
      revoked_at = case when accepted_at is null then coalesce(revoked_at, ${erased.now}) else revoked_at end
    where person_id = ${erased.personId} or user_id = any(${erased.logins.map((login) => login.id)}::uuid[])
      or lower(email) = any(${emails}::text[])`.execute(tx)
  await sql`delete from auth.verification where lower(identifier) = any(${emails}::text[])
    or lower(value) = any(${emails}::text[])`.execute(tx)
}
