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

/**
 * Whom limits count: the other end of the socket. Where the site has a public address, a proxy on this machine stands before
 * it, and whom that proxy named last counts; what the caller claims further left does not.
 */
export function clientAddress(context: Context, publicUrl: string): string | null {
  const remote = remoteAddress(context)
  const named = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return named && isLoopback(remote) && !isLoopbackHost(new URL(publicUrl).host) ? named : remote
}

/** Whether the other end of the socket is this machine. */
export function isLoopback(address: string | null): boolean {
  return address !== null && (address === '::1' || /^(::ffff:)?127\./.test(address))
}

/** Whether a host, with or without a port, is a name of this machine for itself. */
export function isLoopbackHost(host: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(host.replace(/:\d+$/, ''))
}

/** Whether a proxy says that it passed the request on. */
export function isForwarded(context: Context): boolean {
  const names = Object.keys(context.req.header())
  return names.some((name) => forwarding.includes(name) || name.startsWith('x-forwarded'))
}

const forwarding = [
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'x-original-host',
  'cf-connecting-ip',
  'true-client-ip',
]
