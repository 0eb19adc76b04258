import type { Context } from 'hono'
import { workspaceSecret } from '#platform/auth/secret.tx.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { Work } from '#platform/transaction.ts'
import { signatureFault } from '#platform/webhooks/signature.ts'
import type { Workspace } from '#platform/workspace.ts'
import { signingKey } from './signing-key.ts'
import { openSources } from './sources.sql.ts'

const mostBytes = 2 * 1024 * 1024

/** The body that a source has signed, and on whose behalf it is taken; refused where the signature does not hold. */
export async function signedBody(
  workspace: Workspace,
  { sourceId, context }: { sourceId: string; context: Context },
): Promise<{ body: string; work: Work }> {
  const source = (await openSources(workspace.db)).find(({ id }) => id === sourceId)
  const body = await context.req.text()
  if (body.length > mostBytes) throw refusal(413, { code: 'too-large', message: 'The body is larger than 2 MiB.' })
  const key = signingKey(await workspaceSecret(workspace.db), sourceId)
  const header = context.req.header('x-drumbeat-signature')
  const fault = source
    ? signatureFault({ header, key, body, now: workspace.clock() })
    : 'No such source sends events here.'
  if (fault)
    throw refusal(401, {
      code: 'bad-signature',
      message: fault,
      wayOut: 'Sign each body anew with the key of this source.',
    })
  return { body, work: { workspace, actor: { kind: 'token', id: null, name: source!.name } } }
}
