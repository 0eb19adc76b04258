import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { workspaceSecret } from '#platform/auth/secret.tx.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { isLoopbackHost } from '#platform/http/remote.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import type { Access, Linked, ReadsQuotas, Writes } from './linked.ts'
import type { ChosenField, Mode } from './schema.ts'
import { seal } from './sealed.ts'

/** What a connection is made of. */
export type Given = {
  name: string
  kind: Linked['kind']
  address: string
  pipeline: string
  clientId: string | null
  access: Access
}

/** Keeps a connection whose sign-in was tried. */
export async function addConnection(
  work: Work,
  given: Given & { userId: string; begin: boolean },
): Promise<{ id: string }> {
  const sealed = await sealedAccess(work.workspace, given.access)
  return transact(work, async ({ tx, now, audit, emit }) => {
    const id = newId()
    const { name, kind, address, pipeline, clientId, userId } = given
    const asked = given.begin ? 'sync' : null
    await sql`insert into integrations.connection (id, name, kind, address, client_id, sealed, pipeline, made_by, made_at, asked, asked_by)
      values (${id}, ${name}, ${kind}, ${originOf(address)}, ${clientId}, ${sealed}, ${pipeline}, ${userId}, ${now}, ${asked},
        ${asked && userId})`
      .execute(tx)
      .catch((error) => refuseTaken(error, name))
    const summary = `Connected ${name} (${kind}, ${new URL(address).host})`
    await audit({ command: 'integrations.add-connection', noun: 'connection', subjectId: id, summary })
    await emit('integrations.connection.changed', { connectionId: id })
    if (given.begin) await work.workspace.jobs.send('integrations.sync', {}, { tx })
    return { id }
  })
}

/** Renames, pauses, resumes a connection, or gives it access that was tried. */
export async function changeConnection(
  work: Work,
  {
    id,
    ...to
  }: {
    id: string
    name?: string
    paused?: boolean
    clientId?: string
    access?: Access
    writes?: Writes
    chosen?: readonly ChosenField[]
    quotas?: ReadsQuotas
  },
): Promise<void> {
  const sealed = to.access ? await sealedAccess(work.workspace, to.access) : null
  await transact(work, async ({ tx, now, audit, emit }) => {
    const { name } = await lock(tx, id)
    const pausedAt = to.paused === undefined ? sql`paused_at` : to.paused ? sql`coalesce(paused_at, ${now})` : sql`null`
    await sql`update integrations.connection set name = coalesce(${to.name ?? null}, name), paused_at = ${pausedAt},
      client_id = coalesce(${to.clientId ?? null}, client_id), sealed = coalesce(${sealed}, sealed),
      write_fields = coalesce(${to.writes ? [...to.writes.fields] : null}::text[], write_fields), write_rule = coalesce(${to.writes?.rule ?? null}, write_rule), write_calls_from = ${callsFrom(to.writes, now)},
      chosen_fields = coalesce(${to.chosen ? JSON.stringify(to.chosen) : null}::jsonb, chosen_fields),
      read_quotas = coalesce(${to.quotas?.isRead ?? null}, read_quotas), quotas_named = ${to.quotas ? to.quotas.named : sql`quotas_named`},
      waits_until = case when ${sealed}::text is null and ${to.paused ?? null}::boolean is distinct from false then waits_until end,
      failures = case when ${sealed}::text is null then failures else 0 end where id = ${id}`
      .execute(tx)
      .catch((error) => refuseTaken(error, to.name ?? name))
    if (to.quotas?.isRead === false)
      await sql`delete from integrations.connection_left_out where connection_id = ${id}
        and (object like 'ForecastingQuota%' or object like 'goal_targets%')`.execute(tx)
    const { paused, writes, chosen, quotas } = to
    const after = { name: to.name, paused, newAccess: to.access !== undefined, writes, fields: chosen, quotas }
    const summary = `Changed the connection ${name}`
    await audit({ command: 'integrations.change-connection', noun: 'connection', subjectId: id, summary, after })
    await emit('integrations.connection.changed', { connectionId: id })
  })
}

/** Keeps access that the other system renewed by itself. */
export async function keepAccess({ workspace }: Work, { id, access }: { id: string; access: Access }): Promise<void> {
  const sealed = await sealedAccess(workspace, access)
  await sql`update integrations.connection set sealed = ${sealed} where id = ${id} and ended_at is null`.execute(
    workspace.db,
  )
}

/** Calls go back from the moment at which that is chosen. */
function callsFrom(writes: Writes | undefined, now: string) {
  if (!writes) return sql`write_calls_from`
  return writes.fields.includes('calls') ? sql`coalesce(write_calls_from, ${now})` : sql`null`
}

/** Reads a system no more and forgets its secrets; what was read stays. */
export async function endConnection(work: Work, id: string): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    const { name } = await lock(tx, id)
    await sql`update integrations.connection set ended_at = ${now}, sealed = '', asked = null where id = ${id}`.execute(
      tx,
    )
    const summary = `Ended the connection ${name}; what it brought stays`
    await audit({ command: 'integrations.end-connection', noun: 'connection', subjectId: id, summary })
    await emit('integrations.connection.changed', { connectionId: id })
  })
}

/**
 * Asks for a reading now. A full one asked for is not lessened by an ordinary one, and none that waits is taken back by a dry
 * run, which would take its place and read nothing in.
 */
export async function askForSync(work: Work, { id, mode }: { id: string; mode: Mode }): Promise<void> {
  await transact(work, async ({ tx, actor, audit, emit }) => {
    const { name, paused, asked } = await lock(tx, id)
    if (paused)
      throw refusal(409, { code: 'paused', message: `The connection ${name} is paused.`, wayOut: 'Resume it first.' })
    if (mode === 'dry run' && asked !== null && asked !== 'dry run')
      throw refusal(409, {
        code: 'reading-waits',
        message: `A ${asked === 'full' ? 'full reading' : 'reading'} of ${name} was asked for and begins in a moment; a dry run would take its place.`,
        wayOut: 'Ask for the dry run when it has ended.',
      })
    await sql`update integrations.connection set waits_until = null, asked_by = ${actor.id},
      asked = case when asked = 'full' and ${mode} = 'sync' then asked else ${mode} end where id = ${id}`.execute(tx)
    const summary = `Asked for ${mode === 'dry run' ? 'a dry run' : mode === 'full' ? 'a full reading' : 'a reading'} of ${name}`
    await audit({ command: 'integrations.sync-connection', noun: 'connection', subjectId: id, summary })
    await emit('integrations.connection.changed', { connectionId: id })
    await work.workspace.jobs.send('integrations.sync', {}, { tx })
  })
}

/** Out there only https is spoken; to this machine itself, as in a trial, http will do. */
export function refusePlainAddress(address: string, publicUrl: string): void {
  const { protocol, host } = new URL(address)
  if (protocol === 'https:' || (isLoopbackHost(host) && isLoopbackHost(new URL(publicUrl).host))) return
  throw refusal(400, {
    code: 'plain-address',
    message: `${address} would send secrets in the open.`,
    wayOut: `Use https://${host}.`,
  })
}

async function sealedAccess({ db }: Workspace, access: Access): Promise<string> {
  return seal(JSON.stringify(access), { secret: await workspaceSecret(db), nonce: randomBytes(12) })
}

type Locked = { name: string; paused: boolean; asked: Mode | null }

async function lock(tx: Tx, id: string): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select name, paused_at is not null as paused, asked from integrations.connection where id = ${id} and ended_at is null for update`.execute(
    tx,
  )
  if (!rows[0]) throw notFound('connection', id)
  return rows[0]
}

function originOf(address: string): string {
  return new URL(address).origin
}

function refuseTaken(error: unknown, name: string): never {
  if ((error as { code?: string }).code !== '23505') throw error
  throw refusal(409, {
    code: 'name-taken',
    message: `A connection is named "${name}" already.`,
    wayOut: 'Choose another name.',
  })
}
