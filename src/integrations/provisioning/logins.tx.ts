import { sql } from 'kysely'
import { changeUser } from '#platform/auth/logins.tx.ts'
import { insertUser } from '#platform/auth/users.tx.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { byEmail, groupRolesOf } from './people.sql.ts'
import type { SaidUser } from './resource.ts'
import { defaultRole, roleOf } from './roles.ts'
import { ScimError } from './scim-error.ts'

/** Makes a login as a provider says it, or opens again the one that it had deleted; nobody gets a password by it. */
export async function provisionLogin(work: Work, said: SaidUser): Promise<string> {
  const known = await byEmail(work.workspace.db, said.email)
  if (known.userId !== null && !known.isDeleted) throw taken(said)
  const id = await transact(work, async (writing) => {
    const { tx, audit, emit } = writing
    const userId =
      known.userId ??
      (await insertUser(tx, {
        name: said.name,
        email: said.email,
        role: defaultRole,
        personId: known.personId,
        passwordHash: null,
      }))
    await keepSaid(writing, userId, said)
    await audit({
      command: 'integrations.provision-login',
      noun: 'user',
      subjectId: userId,
      summary: `The identity provider made the login ${userId}`,
    })
    await emit('users.changed', { userId })
    return userId
  })
  await changeUser(work, { id, disabled: !said.active })
  return id
}

/** Changes a login to what a provider says; not active ends its sessions and tokens. */
export async function changeLogin(work: Work, id: string, said: SaidUser): Promise<void> {
  const known = await byEmail(work.workspace.db, said.email)
  if (known.userId !== null && known.userId !== id) throw taken(said)
  await changeUser(work, { id, disabled: !said.active })
  await transact(work, async (writing) => {
    await keepSaid(writing, id, said)
    await writing.audit({
      command: 'integrations.change-login',
      noun: 'user',
      subjectId: id,
      summary: `The identity provider changed the login ${id}`,
    })
    await writing.emit('users.changed', { userId: id })
  })
}

/** Closes a login that a provider deletes; what it did stays in the audit, so the row stays. */
export async function deleteLogin(work: Work, id: string): Promise<void> {
  await changeUser(work, { id, disabled: true })
  await transact(work, async ({ tx, now, audit }) => {
    await sql`insert into integrations.scim_user (user_id, user_name, changed_at, deleted_at)
      select id, email, ${now}, ${now} from auth."user" where id = ${id}
      on conflict (user_id) do update set deleted_at = ${now}, changed_at = ${now}`.execute(tx)
    await sql`delete from integrations.scim_member where user_id = ${id}`.execute(tx)
    await audit({
      command: 'integrations.delete-login',
      noun: 'user',
      subjectId: id,
      summary: `The identity provider deleted the login ${id}; it is closed`,
    })
  })
}

/** Gives logins the role that their groups stand for. */
export async function setRolesByGroups(work: Work, userIds: readonly string[]): Promise<void> {
  const { workspace } = work
  for (const id of new Set(userIds)) {
    const role = roleOf(await groupRolesOf(workspace.db, id), Object.keys(workspace.roles))
    await changeUser(work, { id, role })
  }
}

async function keepSaid({ tx, now }: Writing, userId: string, said: SaidUser): Promise<void> {
  await sql`update auth."user" set name = ${said.name}, email = ${said.email}, "updatedAt" = ${now}
    where id = ${userId}`.execute(tx)
  await sql`insert into integrations.scim_user (user_id, user_name, external_id, given_name, family_name, changed_at)
    values (${userId}, ${said.userName}, ${said.externalId}, ${said.givenName}, ${said.familyName}, ${now})
    on conflict (user_id) do update set user_name = excluded.user_name, external_id = excluded.external_id,
      given_name = excluded.given_name, family_name = excluded.family_name, changed_at = excluded.changed_at, deleted_at = null`
    .execute(tx)
    .catch((error) => {
      throw (error as { code?: string }).code === '23505' ? taken(said) : error
    })
}

function taken({ userName }: SaidUser): ScimError {
  return new ScimError(409, `${userName} is a user already.`, 'uniqueness')
}
