import type { Mount } from '#platform/http/mount.ts'
import { assignPart, setBounds, setExemption } from './change.tx.ts'
import { weightOf } from './checks/check.ts'
import { pointsToGain, rate, scoreOf } from './checks/score.ts'
import { practicesContract } from './contract.ts'
import { improvementsRoutes } from './improvements/routes.ts'
import { countReps, readCheck, readScorecard } from './read.sql.ts'
import { productRoles } from './roles/calendar.ts'
import { holdersOf } from './roles/holders.sql.ts'
import { rightsOf, rolePage } from './roles/page.ts'
import { roles, suggestedTeam } from './roles/roles.ts'
import { assignedParts } from './settings.sql.ts'

/** The scorecard, its checks, and the roles that own them. */
export function practicesRoutes(mount: Mount): void {
  improvementsRoutes(mount)
  mount(practicesContract.scorecard, ({ workspace: { db, clock }, scope, query }) =>
    readScorecard({ db, scope, now: clock(), asOf: query.asOf }),
  )
  mount(practicesContract.check, ({ workspace: { db, clock }, scope, params, query }) =>
    readCheck({ db, scope, now: clock(), asOf: query.asOf }, params.key),
  )
  mount(practicesContract.setBounds, async ({ work, params, body }) => {
    await setBounds(work, { key: params.key, ...body })
    return { key: params.key }
  })
  mount(practicesContract.setExemption, async ({ work, params, body }) => {
    await setExemption(work, { key: params.key, because: body.because })
    return { key: params.key }
  })
  mount(practicesContract.roles, async ({ workspace: { db, clock }, query }) => {
    const reps = query.reps ?? (await countReps(db, clock()))
    return { roles: [...roles], assigned: await assignedParts(db), reps, suggested: suggestedTeam(reps) }
  })
  mount(practicesContract.role, async ({ workspace, scope, params }) => {
    const { db, clock } = workspace
    const card = await readScorecard({ db, scope, now: clock() })
    const productRole = productRoles[params.role]
    return rolePage(params.role, {
      card,
      assigned: await assignedParts(db),
      rights: rightsOf(workspace, productRole),
      holders: await holdersOf(db, productRole),
    })
  })
  mount(practicesContract.assign, async ({ work, params, body }) => {
    await assignPart(work, { key: params.key, role: params.role, part: body.part })
    return { key: params.key }
  })
  mount(practicesContract.workedHealthScore, async ({ body }) => {
    const scored = body.checks.map(
      ({ name, value, green, red, critical, weight = weightOf({ critical }), applies }) => ({
        name,
        weight,
        critical,
        applies,
        score: value === null || !applies ? null : scoreOf(value, { green, red }),
      }),
    )
    return {
      ...rate(scored.filter(({ applies }) => applies)),
      checks: scored.map((each) => ({ name: each.name, score: each.score, pointsToGain: pointsToGain(each) })),
    }
  })
}
