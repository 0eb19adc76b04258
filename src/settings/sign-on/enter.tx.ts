import { sql } from 'kysely'
import { changeUser } from '#platform/auth/logins.tx.ts'
import { insertUser } from '#platform/auth/users.tx.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { systemActor, transact, type Work } from '#platform/transaction.ts'
import { admit, type Because, type Claimed } from './admission.ts'
import { type KeptProvider, knownLogins, personByEmail } from './providers.sql.ts'

export type Entered = { userId: string } | { refused: Because }

/** Lets somebody in whom a provider vouches for, by the owner's rule: a new login, one that is there, or a refusal with its reason. */
export async function enter(work: Work, provider: KeptProvider, claimed: Claimed): Promise<Entered> {
  const { workspace } = work
  const known = await knownLogins(workspace.db, { providerId: provider.id, ...claimed })
  const order = Object.keys(workspace.roles)
  const admission = admit({ claimed, rule: provider, known, order })
  if (admission.kind === 'refused') {
    const userId = known.linked?.id ?? known.byEmail?.id ?? null
    await told(work, { provider, userId, command: 'user.sign-in-failed', says: `was refused (${admission.because})` })
    return { refused: admission.because }
  }
  const userId =
    admission.kind === 'join' ? await join(work, provider, { ...admission, ...subjectOf(claimed) }) : admission.userId
  if (admission.kind === 'link') await link(work, provider, { userId, ...subjectOf(claimed) })
  if (admission.kind !== 'join' && admission.role !== null) await setRole(work, { userId, role: admission.role })
  await told(work, { provider, userId, command: 'user.sign-in', says: 'signed in' })
  return { userId }
}

type Joining = { email: string; name: string; role: string; subject: string }

async function join(work: Work, provider: KeptProvider, { email, name, role, subject }: Joining): Promise<string> {
  return transact(work, async ({ tx, audit, emit }) => {
    const personId = await personByEmail(tx, email)
    const userId = await insertUser(tx, { name, email, role, personId, passwordHash: null })
    await insertLink(tx, { provider, userId, subject })
    const summary = `User ${userId} joined through ${provider.name} as ${role}`
    await audit({ command: 'user.join', noun: 'user', subjectId: userId, summary })
    await emit('users.changed', { userId })
    return userId
  })
}

async function link(
  work: Work,
  provider: KeptProvider,
  { userId, subject }: { userId: string; subject: string },
): Promise<void> {
  await transact(work, async ({ tx, audit, emit }) => {
    await insertLink(tx, { provider, userId, subject })
    const summary = `User ${userId} may sign in through ${provider.name} from now on`
    await audit({ command: 'user.link-provider', noun: 'user', subjectId: userId, summary })
    await emit('users.changed', { userId })
  })
}

async function insertLink(
  tx: Parameters<typeof insertUser>[0],
  { provider, userId, subject }: { provider: KeptProvider; userId: string; subject: string },
): Promise<void> {
  await sql`insert into auth.account (id, "accountId", "providerId", "userId")
    values (${newId()}, ${subject}, ${provider.id}, ${userId})`.execute(tx)
}

/** The role of the groups; the last owner stays one, or nobody could mend the rule that says otherwise. */
async function setRole(work: Work, { userId, role }: { userId: string; role: string }): Promise<void> {
  try {
    await changeUser({ ...work, actor: systemActor }, { id: userId, role })
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem.code !== 'last-owner') throw error
    const summary = `User ${userId} stays the last owner, though their groups say ${role}`
    await transact({ ...work, actor: systemActor }, ({ audit }) =>
      audit({ command: 'user.change', noun: 'user', subjectId: userId, summary }),
    )
  }
}

function subjectOf({ subject }: Claimed) {
  return { subject }
}

async function told(
  { workspace }: Work,
  of: { provider: KeptProvider; userId: string | null; command: string; says: string },
): Promise<void> {
  const { provider, userId, command, says } = of
  const actor = userId === null ? systemActor : { kind: 'user' as const, id: userId, name: '' }
  const summary = `${userId === null ? 'Somebody unknown' : `User ${userId}`} ${says} through ${provider.name}`
  await transact({ workspace, actor }, ({ audit }) => audit({ command, noun: 'user', subjectId: userId, summary }))
}
