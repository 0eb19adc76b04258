import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The unprivileged user PostgreSQL runs as, because it refuses to run as root. */
export type SystemUser = { uid: number; gid: number; name: string }

/** The user to run PostgreSQL as: nobody when we are root, otherwise ourselves (undefined). */
export function serverUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534), name: 'nobody' }
}

/** The topmost folder on the way to `path` that `user` may not enter, if any; folders yet to be made count as open. */
export function blockingFolder(path: string, user: SystemUser): string | undefined {
  const above = dirname(path) === path ? undefined : blockingFolder(dirname(path), user)
  if (above !== undefined) return above
  const folder = statSync(path, { throwIfNoEntry: false })
  if (!folder) return undefined
  const shift = folder.uid === user.uid ? 6 : folder.gid === user.gid ? 3 : 0
  return (folder.mode >> shift) & 1 ? undefined : path
}
