import { checkPlan, solvePlan } from '@drumbeat/planning'
import { describe, expect, it } from 'vitest'
import { solveByOthers, solversHere } from './other-solver.ts'
import { changeProblems } from './published/changes-and-staff.ts'
import { lotProblems } from './published/lots-and-parts.ts'
import { mixProblems, productionProblems } from './published/production-and-stock.ts'
import { workforceProblems } from './published/workforce.ts'

const problems = [...workforceProblems, ...productionProblems, ...mixProblems, ...changeProblems, ...lotProblems]

describe('problems of the literature, typed in from the schema and the README', () => {
  it.each(problems.map((each) => [`${each.about} (${each.source})`, each] as const))(
    '%s',
    async (_, { model, optimum, rounding = 1e-6 * optimum }) => {
      const solved = await solvePlan(model)
      if (solved.kind !== 'plan') throw new Error(JSON.stringify(solved))
      expect(solved.plan.status).toMatchObject({ kind: 'optimal', gap: 0 })
      expect(checkPlan(model, solved.plan).violations).toEqual([])
      expect(Math.abs(solved.plan.objective - optimum)).toBeLessThanOrEqual(rounding)
      for (const solver of solversHere.slice(0, 1))
        expect(Math.abs(solveByOthers(model, solver).objective - solved.plan.objective)).toBeLessThanOrEqual(
          1e-6 * optimum,
        )
    },
  )
})
