import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { setRolesByGroups } from './logins.tx.ts'
import type { Group } from './resource.ts'
import { roleNamed } from './roles.ts'
import { ScimError } from './scim-error.ts'

type SaidGroup = { name: string; externalId: string | null; memberIds: string[] }

/** Makes a group as a provider says it; a name that is a role's stands for that role at once. */
export async function addGroup(work: Work, said: SaidGroup): Promise<string> {
  const role = roleNamed(said.name, Object.values(work.workspace.roles))
  const id = await transact(work, async (writing) => {
    const { tx, now } = writing
    const made = newId()
    await sql`insert into integrations.scim_group (id, name, external_id, role, made_at, changed_at)
      values (${made}, ${said.name}, ${said.externalId}, ${role}, ${now}, ${now})`
      .execute(tx)
      .catch((error) => refuseTaken(error, said))
    await keepMembers(writing, made, said.memberIds)
    await noted(writing, { id: made, summary: `The identity provider made the group ${said.name}` })
    return made
  })
  if (role !== null) await setRolesByGroups(work, said.memberIds)
  return id
}

/** Changes a group to what a provider says; who came or went gets the role of the groups they are in now. */
export async function changeGroup(work: Work, before: Group, said: SaidGroup): Promise<void> {
  await transact(work, async (writing) => {
    const { tx, now } = writing
    await sql`update integrations.scim_group set name = ${said.name}, external_id = ${said.externalId}, changed_at = ${now}
      where id = ${before.id}`
      .execute(tx)
      .catch((error) => refuseTaken(error, said))
    await sql`delete from integrations.scim_member where group_id = ${before.id}`.execute(tx)
    await keepMembers(writing, before.id, said.memberIds)
    await noted(writing, { id: before.id, summary: `The identity provider changed the group ${said.name}` })
  })
  const stood = new Set(before.members.map(({ id }) => id))
  const now = new Set(said.memberIds)
  if (before.role === null) return
  const came = said.memberIds.filter((id) => !stood.has(id))
  const left = [...stood].filter((id) => !now.has(id))
  await setRolesByGroups(work, [...came, ...left])
}

/** Takes a group away; its members get the role of the groups that are left to them. */
export async function endGroup(work: Work, group: Group): Promise<void> {
  await transact(work, async (writing) => {
    await sql`delete from integrations.scim_group where id = ${group.id}`.execute(writing.tx)
    await noted(writing, { id: group.id, summary: `The identity provider took the group ${group.name} away` })
  })
  if (group.role === null) return
  await setRolesByGroups(
    work,
    group.members.map(({ id }) => id),
  )
}

/** Says which role a group stands for; its members get it at once. */
export async function setGroupRole(work: Work, group: Group, role: string | null): Promise<void> {
  await transact(work, async (writing) => {
    await sql`update integrations.scim_group set role = ${role}, changed_at = ${writing.now} where id = ${group.id}`.execute(
      writing.tx,
    )
    await noted(writing, { id: group.id, summary: `The group ${group.name} stands for ${role ?? 'no role'}` })
  })
  await setRolesByGroups(
    work,
    group.members.map(({ id }) => id),
  )
}

async function keepMembers({ tx }: Writing, groupId: string, memberIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`insert into integrations.scim_member (group_id, user_id)
    select ${groupId}, id from auth."user" where id = any(${[...memberIds]}::uuid[]) returning user_id as id`.execute(
    tx,
  )
  const known = new Set(rows.map(({ id }) => id))
  const unknown = memberIds.find((id) => !known.has(id.toLowerCase()))
  if (unknown !== undefined) throw new ScimError(400, `The member ${unknown} is no user.`, 'invalidValue')
}

async function noted({ audit, emit }: Writing, { id, summary }: { id: string; summary: string }): Promise<void> {
  await audit({ command: 'integrations.change-group', noun: 'group', subjectId: id, summary })
  await emit('users.changed', { groupId: id })
}

function refuseTaken(error: unknown, { name }: SaidGroup): never {
  if ((error as { code?: string }).code !== '23505') throw error
  throw new ScimError(409, `There is a group ${name} already.`, 'uniqueness')
}
