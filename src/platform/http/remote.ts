import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** The address at the other end of the socket; null when the app was called without one. */
export function remoteAddress(context: Context): string | null {
  try {
    return getConnInfo(context).remote.address ?? null
  } catch {
    return null
  }
}

/** Whether the other end of the socket is this machine. */
export function isLoopback(address: string | null): boolean {
  return address !== null && (address === '::1' || /^(::ffff:)?127\./.test(address))
}
