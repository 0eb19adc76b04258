import { sql } from 'kysely'
import type { Tx } from './db/pool.ts'
import { passPaths } from './http/held-path.tx.ts'
import { claimOnce, type Once } from './http/once.tx.ts'
import { Refusal } from './http/refusal.ts'
import { newId } from './ids.ts'
import type { EventName, GuardedWrites } from './registry.ts'
import { noteStamps } from './stamps/known.ts'
import { readStamps } from './stamps/stamps.sql.ts'
import type { Workspace } from './workspace.ts'

/** Who does it: a signed-in user, an API token on a user's behalf, or Drumbeat itself. */
export type Actor = { kind: 'user' | 'token' | 'system'; id: string | null; name: string }

/**
 * How far a request has come with saving; `unknown` while only the database knows, in the moment of a commit. `once` is the
 * write as its caller named it; `passes` are the paths at which what it changes is read, where it comes without terms.
 */
export type Progress = { saved: 'nothing' | 'unknown' | 'something'; once: Once | null; passes?: readonly string[] }

/** Where and by whom a command is carried out, and for which request. */
export type Work = { workspace: Workspace; actor: Actor; progress?: Progress }

/** One line of the audit; a command that must not reveal its author withholds it. */
export type AuditLine = {
  command: string
  noun: string
  subjectId?: string | null
  summary: string
  before?: unknown
  after?: unknown
  withholdActor?: boolean
}

export type Writing = {
  tx: Tx
  now: string
  actor: Actor
  audit: (line: AuditLine) => Promise<void>
  emit: (name: EventName, subject: Record<string, unknown>) => Promise<void>
  /** Asks the domains that guard this write; one of them may refuse it. */
  guard: <Write extends keyof GuardedWrites>(write: Write, about: GuardedWrites[Write]) => Promise<void>
}

/** What Drumbeat does by itself. */
export const systemActor: Actor = { kind: 'system', id: null, name: 'Drumbeat' }

/** Carries out a change in one transaction, with its audit lines, its events and the jobs that follow from them. */
export async function transact<Result>(
  { workspace, actor, progress = { saved: 'nothing', once: null } }: Work,
  change: (writing: Writing) => Promise<Result>,
): Promise<Result> {
  const { saved: before } = progress
  try {
    const result = await workspace.db.transaction().execute(async (tx) => {
      const writing = writingIn(tx, { workspace, actor })
      if (progress.passes?.length) await passPaths(tx, progress.passes)
      if (progress.once && before === 'nothing') await claimOnce(tx, progress.once, writing.now)
      const done = await change(writing)
      if (before === 'nothing') progress.saved = 'unknown'
      return done
    })
    progress.saved = 'something'
    noteStamps(workspace.db, await readStamps(workspace.db)) // whoever made the change reads what it made
    return result
  } catch (error) {
    if (progress.saved === 'unknown' && isRefusedCommit(error)) progress.saved = before
    if (error instanceof Refusal && error.afterwards) await noteRefused(error.afterwards, { workspace, actor })
    throw error
  }
}

/** A guard keeps count of what it refused: the refused write itself is gone by then. */
async function noteRefused(note: NonNullable<Refusal['afterwards']>, { workspace, actor }: Work): Promise<void> {
  await workspace.db.transaction().execute((tx) => note(writingIn(tx, { workspace, actor })))
}

function writingIn(tx: Tx, { workspace, actor }: Work): Writing {
  const now = workspace.clock().toISOString()
  return {
    tx,
    now,
    actor,
    audit: (line) => writeAudit({ tx, now, actor, line }),
    emit: (name, subject) => writeEvent({ tx, now, workspace, name, subject }),
    guard: async (write, about) => {
      for (const { guards } of workspace.domains) await guards[write]?.(tx, about, { now, actor })
    },
  }
}

/** PostgreSQL answered the commit with an error of its own, so it was rolled back; a line that broke says nothing. */
function isRefusedCommit(error: unknown): boolean {
  const { severity, code = '' } = (error ?? {}) as { severity?: string; code?: string }
  return severity !== undefined && !/^(08|57)/.test(code)
}

async function writeAudit(entry: { tx: Tx; now: string; actor: Actor; line: AuditLine }): Promise<void> {
  const { tx, now, actor, line } = entry
  await sql`insert into platform.audit (id, at, actor_kind, actor_id, command, noun, subject_id, summary, before, after)
    values (${newId()}, ${now}, ${line.withholdActor ? 'withheld' : actor.kind}, ${line.withholdActor ? null : actor.id},
      ${line.command}, ${line.noun}, ${line.subjectId ?? null}, ${line.summary}, ${asJson(line.before)}, ${asJson(line.after)})`.execute(
    tx,
  )
}

async function writeEvent(entry: {
  tx: Tx
  now: string
  workspace: Workspace
  name: EventName
  subject: Record<string, unknown>
}): Promise<void> {
  const { tx, now, workspace, name, subject } = entry
  await sql`insert into platform.event (id, at, name, subject) values (${newId()}, ${now}, ${name}, ${asJson(subject)})`.execute(
    tx,
  )
  await sql`select pg_notify('drumbeat_event', '')`.execute(tx)
  await workspace.jobs.react({ tx, event: name, subject })
}

function asJson(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}
