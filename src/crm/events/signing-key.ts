import { createHmac } from 'node:crypto'

/** The key that a source signs with: it follows from the secret of the workspace and is kept nowhere. */
export function signingKey(workspaceSecret: string, sourceId: string): string {
  return `whsec_${createHmac('sha256', workspaceSecret).update(`order-source:${sourceId}`).digest('hex')}`
}
