import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { onboardingsOn } from '../onboardings.sql.ts'
import { onboardingContract } from './contract.ts'
import { endOnboarding, onboard, stepDone } from './onboard.tx.ts'
import { onboardingPlans } from './plans.sql.ts'
import { addPlan, changePlan } from './plans.tx.ts'
import { rampAgainstPlan } from './ramp.ts'
import { withoutPlan } from './without-plan.sql.ts'

/** Onboarding plans, who is on one, and the ramp against it. */
export function onboardingRoutes(mount: Mount): void {
  mount(onboardingContract.plans, async ({ workspace: { db } }) => ({ plans: await onboardingPlans(db) }))
  mount(onboardingContract.addPlan, async ({ work, body }) => ({ id: await addPlan(work, body) }))
  mount(onboardingContract.changePlan, async ({ work, params, body }) => {
    await changePlan(work, params.id, body)
    return params
  })
  mount(onboardingContract.onboardings, async ({ workspace: { db, clock }, scope }) => {
    const today = await companyToday(db, clock())
    return {
      onboardings: await onboardingsOn(db, { scope, today }),
      withoutPlan: await withoutPlan(db, { scope, today }),
    }
  })
  mount(onboardingContract.onboard, async ({ work, body }) => ({ id: await onboard(work, body) }))
  mount(onboardingContract.endOnboarding, async ({ work, params }) => {
    await endOnboarding(work, params.id)
    return params
  })
  mount(onboardingContract.stepDone, async ({ work, params, body }) => {
    await stepDone(work, { ...params, doneOn: body.doneOn })
    return { id: params.id }
  })
  mount(onboardingContract.workedRamp, async ({ body }) => rampAgainstPlan(body))
}
