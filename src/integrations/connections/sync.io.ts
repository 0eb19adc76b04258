import { readCompany } from '#company/profile.sql.ts'
import { withLittleMemory } from '#imports/little-memory.ts'
import { workspaceSecret } from '#platform/auth/secret.tx.ts'
import { dayIn } from '#platform/clock.ts'
import { notFound } from '#platform/http/refusal.ts'
import { systemActor, type Work } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { keepAccess } from './change.tx.ts'
import { objectsAnew } from './chosen/chosen.ts'
import { keepReadWith } from './chosen/chosen.tx.ts'
import { itemsHere, recipesHere, stockHere } from './erp/here.sql.ts'
import { dueConnections, linkedConnection, rowFindings, stagesKnown } from './linked.sql.ts'
import type { Around, Linked } from './linked.ts'
import { loadObjects, previewObjects } from './load-objects.io.ts'
import { beginRun, type Ending, endRun, keepFindings, keepStages, tellRun } from './progress.tx.ts'
import { fiscalDays } from './quotas/fiscal.ts'
import { quotasHere } from './quotas/here.sql.ts'
import type { ObjectCount } from './schema.ts'
import { type Found, type Opened, Patience, Refused } from './source.ts'
import { openSource } from './sources.io.ts'
import { writeCalls } from './write-back/calls.io.ts'
import { callFindings } from './write-back/calls.sql.ts'
import { writeFindings } from './write-back/pending.sql.ts'
import { nothingBack, type WroteBack, writeBack } from './write-back/write-back.io.ts'

/** Reads every connection that is due, one after the other. */
export async function syncDue(workspace: Workspace, signal: AbortSignal): Promise<void> {
  for (const id of await dueConnections(workspace.db, workspace.clock().toISOString())) {
    signal.throwIfAborted()
    await syncConnection(workspace, id, signal)
  }
}

/** Reads one connection; whoever holds its lock reads it, others leave it. */
export async function syncConnection(workspace: Workspace, id: string, signal: AbortSignal): Promise<void> {
  const holder = await workspace.pool.connect()
  try {
    const { rows } = await holder.query<{ free: boolean }>('select pg_try_advisory_lock(hashtext($1)) as free', [
      lockName(id),
    ])
    if (!rows[0]?.free) return
    try {
      await withLittleMemory(() => readConnection({ workspace, actor: systemActor }, id, signal))
    } finally {
      await holder.query('select pg_advisory_unlock(hashtext($1))', [lockName(id)])
    }
  } finally {
    holder.release()
  }
}

/** Tries the door of the other system; throws what it says. */
export async function tryAccess(workspace: Workspace, linked: Linked): Promise<void> {
  await openSource(linked, await aroundOf(workspace, { stages: [], signal: AbortSignal.timeout(30_000) }))
}

/** Opens the other system as a reading would, for a person to look at. */
export async function lookAt(work: Work, id: string): Promise<{ linked: Linked; opened: Opened }> {
  const found = await opening(work, id, AbortSignal.timeout(30_000))
  if (!found) throw notFound('connection', id)
  return { linked: found.linked, opened: await found.open() }
}

function lockName(id: string): string {
  return `integrations.connection ${id}`
}

async function readConnection(work: Work, id: string, signal: AbortSignal): Promise<void> {
  const { workspace } = work
  const run = await beginRun(work, id)
  const counts: ObjectCount[] = []
  let failures = 0
  try {
    const door = await opening(work, id, signal)
    if (!door) return
    const { linked } = door
    failures = linked.failures
    const opened = await door.open()
    const tell = (says: string) => tellRun(work, { id: run.id, says, counts })
    const isDryRun = run.mode === 'dry run'
    const { writer } = opened
    const writing = writer && { work, linked, writer, isAsked: run.isAsked, isDryRun }
    const wrote = writing ? await writeBack(writing) : nothingBack
    const called = writing ? await writeCalls(writing) : nothingBack
    const anew = objectsAnew(opened, linked.readWith)
    if (!isDryRun) await keepReadWith(work, { connectionId: id, fields: opened.own?.read ?? [], anew })
    const { name } = linked
    const late = new Set<string>()
    const reading = { work, connectionId: id, name, opened, counts, tell, signal, anew, late, isAsked: run.isAsked }
    await (isDryRun ? previewObjects(reading) : loadObjects(reading))
    if (!isDryRun) await keepStages(work, id, opened.stages)
    await keepWhatWasFound(work, id, [...opened.found(), ...wrote.found, ...called.found])
    const some = counts.filter((count) => count.read > 0 || count.skipped > 0)
    const back = `${wroteInShort('Fields', wrote, isDryRun)}${wroteInShort('Calls', called, isDryRun)}`
    await endRun(work, {
      id: run.id,
      connectionId: id,
      state: 'done',
      says: `${back}${inShort(some, run.mode)}`,
      counts: some,
      waits: null,
      isQuiet: some.length === 0 && back === '' && !run.isAsked,
    })
  } catch (error) {
    if (signal.aborted) throw error
    await endRun(work, { id: run.id, connectionId: id, counts, ...endingOf(error, failures), isQuiet: false })
    if (!(error instanceof Patience || error instanceof Refused))
      workspace.log.error(
        { connection: id, error: error instanceof Error ? error.stack : String(error) },
        'integrations.sync',
      )
  }
}

/** A connection and how it is opened; undefined where it ended. */
async function opening(work: Work, id: string, signal: AbortSignal) {
  const { workspace } = work
  const linked = await linkedConnection(workspace.db, { id, secret: await workspaceSecret(workspace.db) })
  if (linked === null) return undefined
  if (linked === 'sealed')
    throw new Refused(
      'Its secrets were sealed by another workspace, as after a restore. Give the connection new access.',
    )
  const around = await aroundOf(workspace, { stages: await stagesKnown(workspace.db, id), signal })
  const keepRefreshToken = (refreshToken: string) =>
    keepAccess(work, { id, access: { ...linked.access, refreshToken } })
  return { linked, open: () => openSource(linked, { ...around, keepRefreshToken }) }
}

async function keepWhatWasFound(work: Work, id: string, found: readonly Found[]): Promise<void> {
  const { db } = work.workspace
  await keepFindings(work, id, [
    ...found,
    ...(await rowFindings(db, id)),
    ...(await writeFindings(db, id)),
    ...(await callFindings(db, id)),
  ])
}

async function aroundOf(workspace: Workspace, { stages, signal }: Pick<Around, 'stages' | 'signal'>): Promise<Around> {
  const company = await readCompany(workspace.db)
  const { currency, timeZone, locale } = company
  const { db, publicUrl, clock: now } = workspace
  const here = {
    stock: (sites: readonly string[]) => stockHere(db, sites),
    recipes: () => recipesHere(db),
    items: () => itemsHere(db),
    quotas: (of: Parameters<typeof quotasHere>[1]) => quotasHere(db, of),
  }
  const isFiscal = fiscalDays(company, locale)
  return { publicUrl, signal, stages, currency, timeZone, today: dayIn(timeZone, now()), isFiscal, here, now }
}

/** Limits are waited out; a door that is shut is tried less and less often, at last once a day. */
function endingOf(error: unknown, failures: number): Pick<Ending, 'state' | 'says' | 'waits'> {
  const says = error instanceof Error ? error.message : String(error)
  if (error instanceof Patience)
    return { state: 'waiting', says: `${says} It goes on by itself.`, waits: error.seconds }
  return { state: 'failed', says, waits: Math.min(86_400, 300 * 2 ** Math.min(failures, 9)) }
}

function wroteInShort(what: string, { written, left, refused }: WroteBack, isDryRun: boolean): string {
  const parts = [
    ...(written > 0 ? [`${written} ${isDryRun ? 'to be written' : 'written'}`] : []),
    ...(left > 0 ? [`${left} left`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ]
  return parts.length > 0 ? `${what} back: ${parts.join(', ')}. ` : ''
}

function inShort(counts: readonly ObjectCount[], mode: string): string {
  if (counts.length === 0) return 'Nothing new.'
  const would = mode === 'dry run'
  const parts = counts.map(
    ({ object, new: fresh, changed, unchanged, leftOut }) =>
      `${object}: ${fresh} new, ${changed} changed, ${unchanged} unchanged${leftOut > 0 ? `, ${leftOut} left out` : ''}`,
  )
  return `${would ? 'A dry run; nothing was written. ' : ''}${parts.join('; ')}.`
}
