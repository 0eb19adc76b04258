import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { complete, withdrawCompletion } from './complete.tx.ts'
import { certificatesOn, completionsPage } from './completions.sql.ts'
import { coursesContract } from './contract.ts'

/** Completions and certificates. */
export function coursesRoutes(mount: Mount): void {
  mount(coursesContract.completions, ({ workspace: { db }, scope, query }) => completionsPage(db, { scope, ...query }))
  mount(coursesContract.complete, async ({ workspace: { db, clock }, work, scope, permissions, body }) => {
    if (body.personId !== scope.personId && !permissions.has('enablement:edit')) {
      throw refusal(403, {
        code: 'not-yours',
        message: 'You can record courses of your own only.',
        wayOut: 'Ask enablement to record it, or record it as the person who completed it.',
      })
    }
    return { id: await complete(work, body, await companyToday(db, clock())) }
  })
  mount(coursesContract.withdrawCompletion, async ({ work, params }) => {
    await withdrawCompletion(work, params.id)
    return { id: params.id }
  })
  mount(coursesContract.certificates, async ({ workspace: { db, clock }, scope, query }) => {
    const { state, person, limit, offset } = query
    const all = await certificatesOn(db, { scope, today: await companyToday(db, clock()), person })
    const count = (wanted: string) => all.filter((each) => each.state === wanted).length
    const found = all.filter((each) => state === undefined || each.state === state)
    return {
      certificates: found.slice(offset, offset + limit),
      total: found.length,
      counts: { valid: count('valid'), 'expires soon': count('expires soon'), expired: count('expired') },
    }
  })
}
