import { sql } from 'kysely'
import type { Tx } from './db/pool.ts'
import { newId } from './ids.ts'
import type { Workspace } from './workspace.ts'

/** Who does it: a signed-in user, an API token on a user's behalf, or Drumbeat itself. */
export type Actor = { kind: 'user' | 'token' | 'system'; id: string | null; name: string }

/** Where and by whom a command is carried out. */
export type Work = { workspace: Workspace; actor: Actor }

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
  emit: (name: string, subject: Record<string, unknown>) => Promise<void>
}

/** What Drumbeat does by itself. */
export const systemActor: Actor = { kind: 'system', id: null, name: 'Drumbeat' }

/** Carries out a change in one transaction, with its audit lines, its events and the jobs that follow from them. */
export function transact<Result>(
  { workspace, actor }: Work,
  change: (writing: Writing) => Promise<Result>,
): Promise<Result> {
  return workspace.db.transaction().execute((tx) => {
    const now = workspace.clock().toISOString()
    return change({
      tx,
      now,
      actor,
      audit: (line) => writeAudit({ tx, now, actor, line }),
      emit: (name, subject) => writeEvent({ tx, now, workspace, name, subject }),
    })
  })
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
  name: string
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
