import type { Request as Asked, Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { mcpContract } from './contract.ts'

/** Assistants ask and act here, each as the person whose token it holds. */
export function mcpRoutes(mount: Mount): void {
  mount(mcpContract.mcp, answer)
  mount(mcpContract.mcpStream, answer)
}

/** Only a token reaches this: a page elsewhere must not act through the cookie of whoever looks at it. */
async function answer(asked: Asked<object, object, object>): Promise<Response> {
  const { sessionId, permissions, ask, workspace, context } = asked
  if (sessionId !== null) {
    throw refusal(403, {
      code: 'token-needed',
      message: 'Assistants ask with an API token, not with the session of a browser.',
      wayOut: 'Make a token with the scope integrations:ask under Settings, and give it to the assistant.',
    })
  }
  const { clock } = workspace
  // Loaded when the first assistant asks.
  const [{ createMcpHandler }, { mcpServer }] = await Promise.all([
    import('@modelcontextprotocol/server'),
    import('./server.ts'),
  ])
  const handler = createMcpHandler(() => mcpServer({ permissions, now: clock, ask }))
  return handler.fetch(context.req.raw)
}
