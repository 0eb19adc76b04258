import { MILLION, millionths } from './amount.ts'
import { type Credit, type CreditPart, inOrder, ofParts } from './credit.ts'
import type { AppliesTo, Rule } from './terms.ts'

/** The person whom a rule pays: own rate and quota in millionths; null where there is none. */
export type Payee = { rate: bigint | null; quota: bigint | null }

/** What a rule earns for one credit: exact, in 10^-18 of the currency's unit. A bonus has no credit. */
export type EarnedLine = { credit: Credit | null; credited: bigint; rate: bigint | null; exact: bigint }

export type EarnedByRule = {
  rule: Rule
  /** What the rule counts, in 10^-12 of the unit. */
  credited: bigint
  lines: EarnedLine[]
  /** Why the rule could not be worked out; it then pays nothing. */
  problem: 'no quota' | 'no rate of the person' | null
}

/** What one rule earns one person for the credits of a period. */
export function earnedByRule(rule: Rule, payee: Payee, credits: readonly Credit[]): EarnedByRule {
  const counted = credits.flatMap((credit) => countedBy(rule, credit) ?? []).sort(inOrder)
  const credited = counted.reduce((sum, credit) => sum + creditedOf(credit), 0n)
  const problem = problemOf(rule, payee)
  const lines = problem ? [] : linesOf(rule, payee, { counted, credited })
  return { rule, credited, lines, problem }
}

/** What counts of a credit for its person, in 10^-12 of the unit. */
export function creditedOf({ amount, share }: Credit): bigint {
  return amount * share
}

/** What a rule counts of a credit by whose it is, and what is sold where, when and for how much; null where it counts nothing. */
export function countedBy(rule: Rule, credit: Credit): Credit | null {
  const { creditsOf, appliesTo } = rule
  if (creditsOf === 'own' && credit.relation !== 'own') return null
  const kept = credit.kept?.get(rule.name)
  if (kept !== undefined) return { ...credit, amount: kept }
  if (!appliesTo) return credit
  const parts = credit.parts.filter((part) => isOf(appliesTo, part))
  const counted = ofParts(credit, parts)
  return parts.length > 0 && applies(appliesTo, counted) ? counted : null
}

function isOf({ families, items }: AppliesTo, { familyId, itemId }: CreditPart): boolean {
  return within(families, familyId) && within(items, itemId)
}

function applies({ territories, minimum, from, to }: AppliesTo, credit: Credit): boolean {
  return (
    within(territories, credit.territoryId) &&
    (minimum === undefined || credit.amount >= millionths(minimum)) &&
    (from === undefined || credit.day >= from) &&
    (to === undefined || credit.day < to)
  )
}

function within(some: readonly string[] | undefined, id: string | null): boolean {
  return !some || (id !== null && some.includes(id))
}

function problemOf(rule: Rule, { rate, quota }: Payee): EarnedByRule['problem'] {
  const needsQuota =
    rule.kind === 'accelerator' || rule.kind === 'bonus' || (rule.kind === 'tiers' && rule.by === 'attainment')
  if (needsQuota && (quota === null || quota <= 0n)) return 'no quota'
  const needsRate = (rule.kind === 'commission' || rule.kind === 'accelerator') && rule.rate === null
  return needsRate && rate === null ? 'no rate of the person' : null
}

type Counted = { counted: readonly Credit[]; credited: bigint }

function linesOf(rule: Rule, payee: Payee, { counted, credited }: Counted): EarnedLine[] {
  switch (rule.kind) {
    case 'commission':
      return counted.map((credit) => atRate(credit, rule.rate === null ? payee.rate! : millionths(rule.rate)))
    case 'spiff':
      return counted.map((credit) => spiffLine(credit, rule))
    case 'bonus':
      return credited < millionths(rule.at) * payee.quota!
        ? []
        : [{ credit: null, credited, rate: null, exact: millionths(rule.amount) * MILLION * MILLION }]
    case 'accelerator': {
      const rate = rule.rate === null ? payee.rate! : millionths(rule.rate)
      const above = millionths(rule.above) * payee.quota!
      const extra = millionths(rule.multiplier) - MILLION
      return climbing(counted, (sum) => (sum > above ? ((sum - above) * rate * extra) / MILLION : 0n))
    }
    case 'tiers': {
      const steps = rule.steps.map(({ from, rate }) => ({
        from: millionths(from) * (rule.by === 'attainment' ? payee.quota! : MILLION),
        rate: millionths(rate),
      }))
      if (rule.manner === 'marginal') return climbing(counted, (sum) => marginal(steps, sum))
      const reached = reachedStep(steps, credited)
      return reached ? counted.map((credit) => atRate(credit, reached.rate)) : []
    }
  }
}

type Step = { from: bigint; rate: bigint }

/** What marginal steps pay for a sum: each its rate for the part within it, nothing below the first; a first step from 0 takes net returns back. */
function marginal(steps: readonly Step[], sum: bigint): bigint {
  if (sum < 0n) return steps[0]!.from === 0n ? sum * steps[0]!.rate : 0n
  return steps.reduce((paid, { from, rate }, at) => {
    const to = steps[at + 1]?.from
    const upTo = to === undefined || sum < to ? sum : to
    return upTo > from ? paid + (upTo - from) * rate : paid
  }, 0n)
}

/** The step that a sum has reached; net returns are taken back at a first step from 0. */
function reachedStep(steps: readonly Step[], sum: bigint): Step | undefined {
  return sum < 0n && steps[0]!.from === 0n ? steps[0] : steps.findLast((step) => sum >= step.from)
}

/** Each credit earns by how much the paid sum grows when it is added, so that the lines sum to what the whole sum pays. */
function climbing(counted: readonly Credit[], paid: (sum: bigint) => bigint): EarnedLine[] {
  let sum = 0n
  let before = paid(0n)
  return counted.map((credit) => {
    const credited = creditedOf(credit)
    sum += credited
    const after = paid(sum)
    const exact = after - before
    before = after
    return { credit, credited, rate: credited === 0n ? null : exact / credited, exact }
  })
}

function atRate(credit: Credit, rate: bigint): EarnedLine {
  const credited = creditedOf(credit)
  return { credit, credited, rate, exact: credited * rate }
}

/** A credit that takes a sale back takes its premium back too. */
function spiffLine(credit: Credit, { amount, per }: Extract<Rule, { kind: 'spiff' }>): EarnedLine {
  const sign = credit.amount < 0n ? -1n : 1n
  const number = per === 'unit' ? (credit.units ?? MILLION * sign) : MILLION * sign
  return { credit, credited: creditedOf(credit), rate: null, exact: millionths(amount) * number * credit.share }
}
