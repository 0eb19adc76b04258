import { z } from 'zod'
import { Day, Decimal, Id } from '#platform/http/contract.ts'
import { PAY_WITHIN_DAYS } from '../pay-within.ts'

const Amount = Decimal.describe('An amount in the currency of the plan, as decimal text: 1500.00')
const Rate = z
  .string()
  .regex(/^\d{1,4}(\.\d{1,6})?$/, 'A rate is decimal text with at most six decimals: 0.012 is 1.2 %.')
  .describe('A share as decimal text: 0.012 is 1.2 %')
const name = z.string().trim().min(1).max(120)

export const AppliesTo = z
  .object({
    families: z.array(Id).max(200).optional(),
    items: z.array(Id).max(1000).optional(),
    territories: z.array(Id).max(500).optional(),
    minimum: Amount.optional().describe('Credits of which the rule would count less than this do not count'),
    from: Day.optional(),
    to: Day.optional().describe('The day after the last one'),
  })
  .describe('Which credits a rule counts; left out, all. Of a deal with products, those of the families or items count')
export type AppliesTo = z.infer<typeof AppliesTo>

const CreditsOf = z
  .enum(['own', 'own and reports'])
  .default('own')
  .describe('The person alone, or with everybody who reports to them by the team tree of the last day of the period')

export const CommissionRule = z.object({
  kind: z.literal('commission'),
  name,
  rate: Rate.nullable().describe("Null pays each participant's own rate"),
  creditsOf: CreditsOf,
  appliesTo: AppliesTo.optional(),
})

export const TiersRule = z.object({
  kind: z.literal('tiers'),
  name,
  by: z
    .enum(['attainment', 'amount'])
    .describe('Whether a step begins at a share of quota (1 is 100 %) or at an amount'),
  manner: z
    .enum(['marginal', 'retroactive'])
    .describe(
      'Marginal: each step pays its rate for what lies within it. Retroactive: the step reached pays its rate from the first unit on',
    ),
  steps: z
    .array(z.object({ from: Decimal, rate: Rate }))
    .min(1)
    .max(50),
  creditsOf: CreditsOf,
  appliesTo: AppliesTo.optional(),
})

export const AcceleratorRule = z.object({
  kind: z.literal('accelerator'),
  name,
  above: Rate.describe('The attainment above which it pays: 1 is 100 % of quota'),
  multiplier: Rate.describe(
    'What lies above is paid at rate x multiplier in all: the rule pays rate x (multiplier - 1) on top',
  ),
  rate: Rate.nullable(),
  creditsOf: CreditsOf,
  appliesTo: AppliesTo.optional(),
})

export const SpiffRule = z.object({
  kind: z.literal('spiff'),
  name,
  amount: Amount,
  per: z
    .enum(['deal', 'unit'])
    .describe(
      'deal: once per deal or order line; unit: per unit of quantity of an order line or of the products of a deal; a deal without products is one',
    ),
  creditsOf: CreditsOf,
  appliesTo: AppliesTo.optional(),
})

export const BonusRule = z.object({
  kind: z.literal('bonus'),
  name,
  at: Rate.describe('The attainment from which it is paid: 1 is 100 % of quota'),
  amount: Amount,
  creditsOf: CreditsOf,
  appliesTo: AppliesTo.optional(),
})

export const Rule = z.discriminatedUnion('kind', [CommissionRule, TiersRule, AcceleratorRule, SpiffRule, BonusRule])
export type Rule = z.infer<typeof Rule>

export const Terms = z.object({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('The currency that the plan pays in'),
  counts: z
    .enum(['deals', 'order lines'])
    .describe('What earns a credit: won deals by close day, or order lines by order day'),
  rules: z.array(Rule).min(1).max(30),
  cap: Amount.nullable().default(null).describe('The most that a person earns per period'),
  draw: z
    .object({ amount: Amount, recoverable: z.boolean() })
    .nullable()
    .default(null)
    .describe('The least that is paid per period; what a recoverable draw advanced is taken from later earnings'),
  clawbackDays: z
    .number()
    .int()
    .min(0)
    .max(3650)
    .nullable()
    .default(null)
    .describe(
      'Credits that shrink later than this many days after their day are not taken back; null takes back always',
    ),
  payWithinDays: z
    .number()
    .int()
    .min(1)
    .max(366)
    .optional()
    .describe(
      `A statement is late when it is not locked within so many days of the last day of its period; ${PAY_WITHIN_DAYS} where nothing is said`,
    ),
  statedRates: z
    .record(z.string().regex(/^[A-Z]{3}$/), Decimal)
    .default({})
    .describe(
      "What one unit of a foreign currency is worth in the plan's currency; without one the company's rate of the day counts",
    ),
  creditedTwice: z
    .enum(['hold', 'pay'])
    .default('hold')
    .describe('What happens to credits that a second plan pays the same person too, by its rules and on its days'),
})
export type Terms = z.infer<typeof Terms>
export type TermsGiven = z.input<typeof Terms>

/** What is wrong with terms that have the right form, each with the value in question. */
export function faultsOfTerms({ rules, cap, draw, statedRates }: Terms): { path: string; message: string }[] {
  const faults: { path: string; message: string }[] = []
  for (const [at, rule] of rules.entries()) {
    if (rules.findIndex((other) => other.name === rule.name) < at)
      faults.push({ path: `rules.${at}.name`, message: `Two rules are named "${rule.name}".` })
    if (rule.kind === 'tiers') faults.push(...faultsOfSteps(rule.steps, `rules.${at}.steps`))
    if (rule.kind === 'accelerator' && Number(rule.multiplier) < 1)
      faults.push({
        path: `rules.${at}.multiplier`,
        message: `A multiplier of ${rule.multiplier} would slow down; use 1 or more.`,
      })
  }
  for (const [path, value] of [
    ['cap', cap],
    ['draw.amount', draw?.amount],
  ] as const)
    if (value?.startsWith('-')) faults.push({ path, message: `${value} is below zero.` })
  for (const [code, rate] of Object.entries(statedRates))
    if (Number(rate) <= 0)
      faults.push({ path: `statedRates.${code}`, message: `A rate of ${rate} for ${code} is not above zero.` })
  return faults
}

function faultsOfSteps(steps: readonly { from: string }[], path: string): { path: string; message: string }[] {
  return steps.flatMap(({ from }, at) => {
    const before = steps[at - 1]
    if (from.startsWith('-')) return [{ path: `${path}.${at}.from`, message: `A step from ${from} is below zero.` }]
    if (!before || Number(before.from) < Number(from)) return []
    const what = Number(before.from) === Number(from) ? 'overlap' : 'are out of order'
    return [
      {
        path: `${path}.${at}.from`,
        message: `The steps from ${before.from} and from ${from} ${what}; each begins above the one before it.`,
      },
    ]
  })
}
