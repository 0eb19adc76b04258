import { readCompany } from '#company/profile.sql.ts'
import { calendarOwner } from '#platform/auth/session.ts'
import type { Mount } from '#platform/http/mount.ts'
import { notFound } from '#platform/http/refusal.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import type { Workspace } from '#platform/workspace.ts'
import { addressOf } from './address.sql.ts'
import { endAddress, newAddress } from './address.tx.ts'
import { calendarContract } from './contract.ts'
import { calendarFile } from './file.ts'

/** The private address of one's calendar, and what it answers. */
export function calendarRoutes(mount: Mount): void {
  mount(calendarContract.address, async ({ workspace: { db }, scope }) => {
    const address = await addressOf(db, scope.userId)
    return { address: address && { madeAt: address.madeAt, usedAt: address.usedAt } }
  })
  mount(calendarContract.makeAddress, async ({ work, workspace, scope }) => ({
    path: `${workspace.basePath}/api/inbox/calendar/feed?secret=${await newAddress(work, scope.userId)}`,
  }))
  mount(calendarContract.endAddress, async ({ work, scope }) => {
    await endAddress(work, scope.userId)
    return {}
  })
  mount(calendarContract.feed, async ({ workspace, query: { secret }, context }) => {
    const file = await calendarBehind(workspace, secret)
    return context.body(file, 200, { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'no-store' })
  })
}

/** The calendar of whoever made the address, as they may see it now. */
async function calendarBehind(workspace: Workspace, secret: string): Promise<string> {
  const owner = await calendarOwner(workspace, secret)
  if (!owner) throw notFound('calendar', 'of this address')
  const { db, domains, clock, publicUrl, basePath } = workspace
  const { permissions, user } = owner
  const written = writtenIn((await readCompany(db)).locale)
  const asking = { db, scope: await workspace.scopeOf(user), permissions, now: clock(), written }
  const asked = domains.filter(({ datedFor }) => datedFor && permissions.has(datedFor))
  const dated = (await Promise.all(asked.map((each) => each.dated?.(asking) ?? []))).flat()
  return calendarFile(dated, { base: `${publicUrl}${basePath}`, now: clock() })
}
