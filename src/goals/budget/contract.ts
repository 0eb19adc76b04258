import { z } from 'zod'
import { Decimal, endpoint, Id, MinorUnits } from '#platform/http/contract.ts'
import { BudgetLine, BudgetMonth } from '../schema.ts'

/** The endpoints of the finance budget. */
export const budgetContract = {
  budget: endpoint({
    method: 'get',
    path: '/api/goals/budget',
    permission: 'goals:read',
    summary: 'The finance budget by family and month, in the company currency; `to` is the first month left out.',
    query: z.object({ from: BudgetMonth.optional(), to: BudgetMonth.optional(), familyId: Id.optional() }),
    reply: z.object({
      currency: z.string(),
      lines: z.array(BudgetLine),
      /** The sum of the lines, in minor units. */
      totalMinor: MinorUnits,
    }),
  }),
  setBudget: endpoint({
    method: 'put',
    path: '/api/goals/budget',
    permission: 'goals:edit',
    summary: 'Set lines of the finance budget, by family and month, in minor units of the company currency.',
    body: z.object({
      lines: z
        .array(
          z.object({
            familyId: Id,
            month: BudgetMonth,
            units: Decimal.nullable().default(null),
            amountMinor: MinorUnits,
          }),
        )
        .min(1)
        .max(10_000)
        .refine((lines) => new Set(lines.map(({ familyId, month }) => familyId + month)).size === lines.length, {
          message: 'A family and month stands twice; say it once.',
        }),
    }),
    reply: z.object({ changed: z.number().int() }),
  }),
}
