import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { permissionsOf } from '#platform/auth/session.ts'
import { createToken } from '#platform/auth/tokens.tx.ts'
import type { Workspace } from '#platform/workspace.ts'

/** Asks for a path, or changes what is there; gives the text of the answer. */
export type Caller = (path: string, change?: object) => Promise<string>

/** A new user with a role, calling through an API token; a refusal is an error. */
export async function signIn(of: {
  app: Hono
  workspace: Workspace
  role: string
  personId: string | null
}): Promise<Caller> {
  const { app, workspace, role, personId } = of
  const email = `${role}-${randomUUID()}@example.com`
  const userId = await workspace.auth.createUser({ name: role, email, role, personId, password: null })
  const allowed = permissionsOf(workspace, role)
  const { secret } = await createToken(
    { workspace, actor: { kind: 'user', id: userId, name: role } },
    { userId, name: 'bench', scopes: [...allowed], expiresInDays: null, allowed },
  )
  return async (path, change) => {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    const response = await app.request(path, {
      headers,
      ...(change && { method: 'PATCH', body: JSON.stringify(change) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
    return text
  }
}
