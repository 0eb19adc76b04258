import { z } from 'zod'
import { Id, MinorUnits } from '#platform/http/contract.ts'

const Words = z.array(z.string().trim().min(1).max(120)).max(200).default([])

/** Which accounts a rule takes: all that is given has to fit; lists take any of their values. */
export const RuleTerms = z.object({
  accountIds: z.array(Id).max(5000).default([]).describe('Named accounts: they come before every other rule'),
  countries: Words.describe('Place: the country of the account'),
  industries: Words.describe('Segment: the industry of the account'),
  employeesFrom: z.number().int().min(0).nullable().default(null).describe('Size: so many employees or more'),
  employeesBelow: z.number().int().min(1).nullable().default(null),
  revenueFromMinor: MinorUnits.min(0).nullable().default(null).describe('Size: annual revenue in minor units'),
  revenueBelowMinor: MinorUnits.min(1).nullable().default(null),
})
export type RuleTerms = z.infer<typeof RuleTerms>
