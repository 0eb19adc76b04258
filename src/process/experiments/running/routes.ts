import { dayAfter } from '@drumbeat/periods'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { addExperiment, endExperiment } from '../change.tx.ts'
import { BEFORE_DAYS, judged, powerOf } from '../judged.ts'
import { observed } from '../observed.sql.ts'
import { openExperiments } from '../running.sql.ts'
import { runningContract } from '../running-contract.ts'

/** Experiments on the company's own deals over HTTP. */
export function runningRoutes(mount: Mount): void {
  mount(runningContract.experiments, async ({ workspace: { db, clock }, scope }) => {
    const [today, running] = [await companyToday(db, clock()), await openExperiments(db)]
    const written = writtenIn((await readCompany(db)).locale)
    const experiments = []
    for (const each of running) {
      const known = await observed(db, scope, { ...each, from: dayAfter(each.startsOn, -BEFORE_DAYS), today })
      experiments.push(judged(each, known, { today, written }))
    }
    return { experiments }
  })
  mount(runningContract.preview, async ({ workspace: { db, clock }, scope, body }) => {
    const today = await companyToday(db, clock())
    return powerOf(body, await observed(db, scope, { ...body, from: dayAfter(body.startsOn, -BEFORE_DAYS), today }))
  })
  mount(runningContract.addExperiment, async ({ work, body }) => ({ id: await addExperiment(work, body) }))
  mount(runningContract.endExperiment, async ({ work, params: { id } }) => {
    await endExperiment(work, id)
    return { id }
  })
}
