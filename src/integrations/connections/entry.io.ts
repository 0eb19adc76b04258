import { notFound, refusal } from '#platform/http/refusal.ts'
import type { Workspace } from '#platform/workspace.ts'
import { addressOf } from './connections.sql.ts'
import { isCrm, type Kind, type Linked } from './linked.ts'
import { tryAccess } from './sync.io.ts'

/** A connection writes deals, accounts and people, so who makes or moves it must be allowed to. */
export function refuseUnallowed(permissions: ReadonlySet<string>, kind?: Kind): void {
  const lacking = ['crm:edit', 'company:edit', ...(kind && !isCrm(kind) ? ['supply:edit'] : [])].find(
    (permission) => !permissions.has(permission),
  )
  if (!lacking) return
  throw refusal(403, {
    code: 'not-allowed',
    message: `A connection writes what it reads, such as deals, accounts and people: that needs "${lacking}".`,
    wayOut: 'Ask somebody who may edit them to connect it.',
  })
}

/** Quotas are read of CRMs, by whoever may set them here. */
export async function refuseQuotas(
  { db }: Workspace,
  { id, permissions }: { id: string; permissions: ReadonlySet<string> },
): Promise<void> {
  const known = await addressOf(db, id)
  if (!known) throw notFound('connection', id)
  if (!isCrm(known.kind))
    throw refusal(400, {
      code: 'no-quotas',
      message: 'Quotas are read of Salesforce and HubSpot only.',
      wayOut: 'Leave out `quotas`.',
    })
  if (permissions.has('goals:edit')) return
  throw refusal(403, {
    code: 'not-allowed',
    message: 'Quotas that are read set those that are here: that needs "goals:edit".',
    wayOut: 'Ask somebody who may set quotas to choose it.',
  })
}

/** Refuses access that does not open the door of the other system. */
export async function refuseShut(workspace: Workspace, linked: Linked): Promise<void> {
  await refusing(() => tryAccess(workspace, linked))
}

/** What the other system says against it becomes a refusal. */
export async function refusing<Result>(go: () => Promise<Result>): Promise<Result> {
  try {
    return await go()
  } catch (error) {
    throw refusal(422, {
      code: 'no-entry',
      message: error instanceof Error ? error.message : String(error),
      wayOut: 'Check the address and the access, then try again; nothing was kept.',
    })
  }
}
