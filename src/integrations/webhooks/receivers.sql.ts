import { sql } from 'kysely'
import type { Scope, SignedIn } from '#platform/auth/scope.ts'
import { permissionsOf } from '#platform/auth/session.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { seenThings } from '#platform/subjects/seen.sql.ts'
import type { Workspace } from '#platform/workspace.ts'
import { thingsOf, visibleFacts } from './visible.ts'

/** A webhook with whom it speaks for: what that user may see now is what it may be sent. */
export type Receiver = {
  id: string
  url: string
  events: readonly string[]
  madeAt: string
  paused: boolean
  permissions: ReadonlySet<string>
  scope: Scope
}

/** The webhooks in use whose maker can still sign in. */
export async function receivers(workspace: Workspace, db: Db | Tx = workspace.db): Promise<Receiver[]> {
  const { rows } = await sql<Omit<Receiver, 'scope' | 'permissions'> & { user: SignedIn }>`
    select w.id, w.url, w.events, w.made_at as "madeAt", w.paused_at is not null as paused,
      jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role, 'personId', u."personId") as user
    from integrations.webhook w join auth."user" u on u.id = w.made_by and u."disabledAt" is null
    where w.ended_at is null order by w.id`.execute(db)
  return Promise.all(
    rows.map(async ({ user, ...webhook }) => ({
      ...webhook,
      permissions: permissionsOf(workspace, user.role),
      scope: await workspace.scopeOf(user),
    })),
  )
}

/** What each of these events may say to a reader, in their order; null where it may not be known. */
export async function factsSeenBy(
  workspace: Workspace,
  given: {
    reader: Pick<Receiver, 'scope' | 'permissions'>
    events: readonly { event: string; facts: Record<string, unknown> }[]
    db?: Db | Tx
  },
): Promise<(Record<string, unknown> | null)[]> {
  const { reader, events, db = workspace.db } = given
  const { domains } = workspace
  const { scope, permissions } = reader
  const things = events.flatMap(({ facts }) => thingsOf(domains, facts))
  const subjects = domains.flatMap((domain) => domain.subjects)
  const seen = new Set((await seenThings({ db, scope, permissions, subjects }, things)).keys())
  return events.map(({ event, facts }) => visibleFacts({ event, facts, domains, scope, permissions, seen }))
}
