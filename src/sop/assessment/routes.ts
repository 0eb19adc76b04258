import type { Db } from '#platform/db/pool.ts'
import type { Mount } from '#platform/http/mount.ts'
import { readNames } from '../cycle/names.sql.ts'
import { cycleIds, loadCycle } from '../log/cycles.sql.ts'
import { perform } from '../log/perform.tx.ts'
import { assessmentContract } from './contract.ts'
import { assessed } from './questions.ts'

/** How the team looks back on a cycle. */
export function assessmentRoutes(mount: Mount): void {
  mount(assessmentContract.assessment, ({ workspace: { db }, params }) => shown(db, params.id))
  mount(assessmentContract.assess, async ({ workspace: { db }, work, scope, params, body }) => {
    const given = Object.entries(body.answers).filter((each): each is [string, number] => each[1] !== undefined)
    await perform(work, scope, params.id, {
      kind: 'assessed',
      body: { answers: Object.fromEntries(given), note: body.note },
    })
    return shown(db, params.id)
  })
}

async function shown(db: Db, id: string) {
  const [{ state }, ids, nameOf] = await Promise.all([loadCycle(db, id), cycleIds(db), readNames(db)])
  const earlier = ids.findIndex((each) => each.id === id) + 1
  const before = ids[earlier] ? assessed((await loadCycle(db, ids[earlier].id)).state) : []
  return {
    isOpen: state.locked !== null && state.steps[5]!.closed === null,
    questions: assessed(state).map((each) => ({
      ...each,
      before: before.find(({ key }) => key === each.key)?.mean ?? null,
    })),
    notes: state.assessments
      .filter(({ note }) => note !== '')
      .map(({ by, personId, at, note }) => ({ by: nameOf(personId ?? by), at, note })),
  }
}
