import type { SignedIn } from '#platform/auth/scope.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { seenThings } from '#platform/subjects/seen.sql.ts'
import { type About, keyOf, type Reader, type Titled } from '#platform/subjects/subject.ts'
import type { Workspace } from '#platform/workspace.ts'
import { type Known, partiesOf } from './parties.sql.ts'

/** The thing, if the reader may see it; refused otherwise, whether it is there or not. */
export async function seenThing(reader: Reader, about: About): Promise<Titled> {
  const thing = (await seenThings(reader, [about])).get(keyOf(about))
  if (!thing) throw notFound(about.noun, about.id)
  return thing
}

/** Whether somebody would see a thing if they signed in; of those who cannot sign in, nothing is known to forbid it. */
export async function wouldSee(
  asked: { workspace: Workspace; reader: Pick<Reader, 'db' | 'subjects'> },
  { login, about }: { login: SignedIn | null; about: About },
): Promise<boolean> {
  if (!login) return true
  const { workspace, reader } = asked
  const permissions = new Set<string>(workspace.roles[login.role]?.permissions)
  const scope = await workspace.scopeOf(login)
  return (await seenThings({ ...reader, scope, permissions }, [about])).size > 0
}

/** The parties of these ids, all of whom must be here and may see the thing; refused by name otherwise. */
export async function partiesWhoSee(
  asked: { workspace: Workspace; reader: Reader },
  { ids, about }: { ids: readonly string[]; about: About | null },
): Promise<Known[]> {
  const parties = await partiesOf(asked.reader.db, ids)
  const unknown = ids.find((id) => !parties.some((party) => party.id === id.toLowerCase()))
  if (unknown !== undefined) {
    throw refusal(400, {
      code: 'unknown-party',
      message: `There is nobody here with the id ${unknown}.`,
      wayOut: 'Take the id of a person who has not left, or of an open login that belongs to no person.',
    })
  }
  for (const party of about ? parties : []) {
    if (await wouldSee(asked, { login: party.login, about: about! })) continue
    throw refusal(400, {
      code: 'may-not-see',
      message: `${party.name} may not see this ${about!.noun}, so nobody may tell them of it here.`,
      wayOut: 'Choose somebody who sees it, or ask the owner of this workspace for a role that does.',
    })
  }
  return parties
}
