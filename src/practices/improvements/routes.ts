import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { readScorecard } from '../read.sql.ts'
import { addImprovement, moveImprovement } from './change.tx.ts'
import { improvementsContract } from './contract.ts'
import { improvementsOn, toldOf } from './improvements.sql.ts'

/** What is to lift practice, and what it did. */
export function improvementsRoutes(mount: Mount): void {
  mount(improvementsContract.improvements, async ({ workspace: { db, clock }, scope }) => {
    const now = clock()
    const [today, card] = await Promise.all([companyToday(db, now), readScorecard({ db, scope, now })])
    return { improvements: await improvementsOn(db, { today, card }) }
  })
  mount(improvementsContract.addImprovement, async ({ workspace: { db, clock }, work, scope, body }) => {
    const card = await readScorecard({ db, scope, now: clock() })
    return { id: await addImprovement(work, body, toldOf(card, body.checkKey)) }
  })
  mount(improvementsContract.moveImprovement, async ({ work, params, body }) => {
    await moveImprovement(work, { id: params.id, state: body.state })
    return params
  })
}
