import type { Hono } from 'hono'
import { permissionsOf } from '#platform/auth/session.ts'
import { createToken } from '#platform/auth/tokens.tx.ts'
import type { Workspace } from '#platform/workspace.ts'

/** A new user with a role, calling through an API token; a refusal is an error. */
export async function signIn(of: {
  app: Hono
  workspace: Workspace
  role: string
  personId: string | null
}): Promise<(path: string) => Promise<void>> {
  const { app, workspace, role, personId } = of
  const email = `${role}@example.com`
  const userId = await workspace.auth.createUser({ name: role, email, role, personId, password: null })
  const allowed = permissionsOf(workspace, role)
  const { secret } = await createToken(
    { workspace, actor: { kind: 'user', id: userId, name: role } },
    { userId, name: 'bench', scopes: [...allowed], expiresInDays: null, allowed },
  )
  return async (path) => {
    const response = await app.request(path, { headers: { authorization: `Bearer ${secret}` } })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
  }
}
