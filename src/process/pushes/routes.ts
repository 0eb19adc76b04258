import { dayAfter } from '@drumbeat/periods'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { PACE_DAYS, whereToPush } from './answer.sql.ts'
import { pushesContract } from './contract.ts'
import { measured } from './measured.ts'
import { beginPush, endPush } from './push.tx.ts'
import { openPushes } from './pushes.sql.ts'
import { visitsFrom } from './visits.sql.ts'

/** Where to push over HTTP. */
export function pushesRoutes(mount: Mount): void {
  mount(pushesContract.levers, ({ workspace: { db, clock }, scope, query }) =>
    whereToPush(db, scope, { ...query, now: clock() }),
  )
  mount(pushesContract.pushes, async ({ workspace: { db, clock }, scope }) => {
    const [{ currency, locale }, pushes, today] = [
      await readCompany(db),
      await openPushes(db),
      await companyToday(db, clock()),
    ]
    const first = [today, ...pushes.map(({ beginsOn }) => beginsOn)].sort()[0]!
    const visits = pushes.length === 0 ? [] : await visitsFrom(db, scope, { from: dayAfter(first, -PACE_DAYS), today })
    return {
      currency,
      pushes: pushes.map((push) =>
        measured(
          push,
          visits.filter(({ leftOn }) => leftOn >= dayAfter(push.beginsOn, -PACE_DAYS)),
          writtenIn(locale),
        ),
      ),
    }
  })
  mount(pushesContract.push, ({ work, scope, body }) => beginPush(work, scope, body))
  mount(pushesContract.endPush, async ({ work, params: { id } }) => {
    await endPush(work, id)
    return { id }
  })
}
