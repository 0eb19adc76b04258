import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Stamps } from '../stamps/known.ts'
import { stampsColumn } from '../stamps/stamps.sql.ts'
import type { SessionLimits } from './limits.ts'
import type { SignedIn } from './scope.ts'

type Login = SignedIn & { disabledAt: string | null }
type OfSession = {
  user: Login
  session: { id: string; createdAt: string; seenAt: string; expiresAt: string }
  limits: SessionLimits | null
  stamps: Stamps
  state: string
}
type OfToken = {
  user: Login
  token: { id: string; name: string; scopes: string[]; usedAt: string | null }
  stamps: Stamps
  state: string
}

const user = sql`jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role,
  'personId', u."personId", 'disabledAt', u."disabledAt") as "user"`

/** PostgreSQL's word for what is committed at this moment. */
const state = sql`pg_current_snapshot()::text as state`

/** Who holds a session, in the one query that every request makes; whether the session is over is for the caller to say. */
export async function callerBySession(db: Db, token: string): Promise<OfSession | null> {
  const { rows } = await sql<OfSession>`
    select ${user}, jsonb_build_object('id', s.id, 'createdAt', s."createdAt", 'seenAt', s."updatedAt",
        'expiresAt', s."expiresAt") as session,
      (select value from platform.setting where key = 'auth.limits') as limits, ${stampsColumn} as stamps, ${state}
    from auth.session s join auth."user" u on u.id = s."userId" where s.token = ${token}`.execute(db)
  return rows[0] ?? null
}

/** Who made an API token that still works. */
export async function callerByToken(db: Db, { hash, now }: { hash: string; now: string }): Promise<OfToken | null> {
  const { rows } = await sql<OfToken>`
    select ${user}, jsonb_build_object('id', t.id, 'name', t.name, 'scopes', to_jsonb(t.scopes),
        'usedAt', t.last_used_at) as token, ${stampsColumn} as stamps, ${state}
    from platform.token t join auth."user" u on u.id = t.user_id
    where t.hash = ${hash} and t.revoked_at is null and (t.expires_at is null or t.expires_at > ${now})`.execute(db)
  return rows[0] ?? null
}

/** A login by its id; null where there is none. */
export async function callerById(db: Db, id: string): Promise<Omit<OfToken, 'token'> | null> {
  const { rows } = await sql<Omit<OfToken, 'token'>>`
    select ${user}, ${stampsColumn} as stamps, ${state} from auth."user" u where u.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Notes that a session was used. */
export async function noteSessionSeen(db: Db, { id, now }: { id: string; now: string }): Promise<void> {
  await sql`update auth.session set "updatedAt" = ${now} where id = ${id} and "updatedAt" < ${now}`.execute(db)
}

/** Notes that a token was used. */
export async function noteTokenUsed(db: Db, { id, now }: { id: string; now: string }): Promise<void> {
  await sql`update platform.token set last_used_at = ${now} where id = ${id}`.execute(db)
}
