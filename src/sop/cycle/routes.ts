import { companyHolidays } from '#company/holidays.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { loadCycle } from '../log/cycles.sql.ts'
import { perform } from '../log/perform.tx.ts'
import { captureFacts } from './capture.sql.ts'
import { checksOf } from './checks.ts'
import { cycleContract } from './contract.ts'
import { openCycle, setHolidays } from './open.tx.ts'
import { readActs, readCycle, readCycles } from './read.sql.ts'

/** Cycles, their steps and their calendar. */
export function cycleRoutes(mount: Mount): void {
  mount(cycleContract.cycles, ({ workspace, query }) => readCycles(workspace, query.limit))
  mount(cycleContract.openCycle, async ({ workspace, work, scope, body }) =>
    readCycle(workspace, await openCycle(work, scope, body)),
  )
  mount(cycleContract.cycle, ({ workspace, params }) => readCycle(workspace, params.id))
  mount(cycleContract.cycleActs, ({ workspace, params, query }) => readActs(workspace, params.id, query))
  mount(cycleContract.capture, async ({ workspace, work, scope, params }) => {
    const { state } = await loadCycle(workspace.db, params.id)
    const facts = await captureFacts(workspace.db, state)
    await perform(work, scope, params.id, { kind: 'captured', body: { facts } })
    return readCycle(workspace, params.id)
  })
  mount(cycleContract.ownException, async ({ workspace, work, scope, params, body }) => {
    const { id, exceptionId } = params
    await perform(work, scope, id, { kind: 'exception-owned', body: { exceptionId, ...body } })
    return readCycle(workspace, id)
  })
  stepRoutes(mount)
  mount(cycleContract.holidays, async ({ workspace }) => ({ holidays: await companyHolidays(workspace.db) }))
  mount(cycleContract.setHolidays, async ({ workspace, work, scope, body }) => {
    const cycles = await setHolidays(work, scope, body.holidays)
    return { holidays: await companyHolidays(workspace.db), cycles }
  })
}

function stepRoutes(mount: Mount): void {
  mount(cycleContract.stepOwners, async ({ workspace, work, scope, params: { id, step }, body }) => {
    await perform(work, scope, id, { kind: 'owners', body: { step, ...body } })
    return readCycle(workspace, id)
  })
  mount(cycleContract.attendance, async ({ workspace, work, scope, params: { id, step }, body }) => {
    await perform(work, scope, id, { kind: 'attended', body: { step, ...body } })
    return readCycle(workspace, id)
  })
  mount(cycleContract.sign, async ({ workspace, work, scope, params: { id, step }, body }) => {
    await perform(work, scope, id, { kind: 'signed', body: { step, ...body } })
    return readCycle(workspace, id)
  })
  mount(cycleContract.closeStep, async ({ workspace, work, scope, params: { id, step } }) => {
    await perform(work, scope, id, {
      kind: 'closed',
      body: (state) => ({ step, checks: state ? checksOf(state, step) : [] }),
    })
    return readCycle(workspace, id)
  })
  mount(cycleContract.reopenStep, async ({ workspace, work, scope, params: { id, step }, body }) => {
    await perform(work, scope, id, { kind: 'reopened', body: { step, ...body } })
    return readCycle(workspace, id)
  })
}
