import { lstatSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** An unprivileged user of this machine, with or without an account. */
export type SystemUser = { uid: number; gid: number; name: string }

/** Numbers from here on are given to nobody by common systems; the first that no account has is ours. */
const ownNumbers = 64_400

/**
 * The user whom the data belong to when root starts Drumbeat: whoever owns the cluster, the account "drumbeat" where there is
 * one, else a number that no account has, so that no other program runs as it. Undefined when we are not root: ourselves.
 */
export function dataUser(dataDir: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const all = accounts()
  const nobody = accountNobody(all)
  const cluster = lstatSync(join(dataDir, 'postgres'), { throwIfNoEntry: false })
  if (cluster?.isDirectory() && cluster.uid !== 0 && cluster.uid !== nobody.uid) return named(all, cluster)
  const account = all.find(({ name }) => name === 'drumbeat')
  if (account && account.uid !== 0) return account
  let uid = ownNumbers
  while (all.some((each) => each.uid === uid || each.gid === uid)) uid++
  return isMapped(uid) ? { uid, gid: uid, name: `user ${uid}` } : nobody
}

/** An account to run initdb as, which asks for a name; what it makes is handed over. */
export function accountFor(user: SystemUser): SystemUser {
  const all = accounts()
  return all.find(({ uid }) => uid === user.uid) ?? accountNobody(all)
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

function named(all: readonly SystemUser[], { uid, gid }: { uid: number; gid: number }): SystemUser {
  return { uid, gid, name: all.find((each) => each.uid === uid)?.name ?? `user ${uid}` }
}

function accountNobody(all: readonly SystemUser[]): SystemUser {
  return all.find(({ name }) => name === 'nobody') ?? { uid: 65534, gid: 65534, name: 'nobody' }
}

function accounts(): SystemUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name, , uid, gid]) => (name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []))
}

/** A container may hold only some of the numbers. */
function isMapped(uid: number): boolean {
  return ['uid_map', 'gid_map'].every((file) =>
    readFileSync(`/proc/self/${file}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .some(([inside = 0, , count = 0]) => uid >= inside && uid < inside + count),
  )
}
