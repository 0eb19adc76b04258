import { inMinor, MILLION, millionths, rounded } from './amount.ts'
import type { Credit } from './credit.ts'
import { type EarnedByRule, earnedByRule, type Payee } from './earned.ts'
import { type Pay, payOf } from './pay.ts'
import type { Terms } from './terms.ts'

export type StatementLine = {
  rule: string
  kind: Terms['rules'][number]['kind'] | 'cap'
  credit: Credit | null
  /** In 10^-12 of the unit. */
  credited: bigint
  rate: bigint | null
  /** In 10^-18 of the unit. */
  exact: bigint
  amountMinor: number
}

export type Statement = {
  /** What all own and counted credits of the period come to, once each, in 10^-12 of the unit. */
  credited: bigint
  /** The own credits by quota; null without a quota above zero. */
  attainment: number | null
  rules: { rule: string; kind: string; credited: bigint; amountMinor: number; problem: EarnedByRule['problem'] }[]
  lines: StatementLine[]
  /** Earned by the period as a whole, after the cap. */
  earnedMinor: number
  pay: Pay
}

/**
 * One person's statement: every rule's lines exact, rounded once to minor units, the cents given out by largest remainder so
 * that the lines sum to the total; then the cap, what was paid before, the draw and what is owed.
 */
export function statementOf(given: {
  terms: Terms
  payee: Payee
  credits: readonly Credit[]
  minorDigits: number
  /** What earlier runs of the same period earned, in minor units. */
  earnedBefore?: number
  owedBefore?: number
  /** A later run of a period pays no second draw. */
  isFirst?: boolean
}): Statement {
  const { terms, payee, credits, minorDigits, earnedBefore = 0, owedBefore = 0, isFirst = true } = given
  const byRule = terms.rules.map((rule) => earnedByRule(rule, payee, credits))
  const lines = roundedLines(byRule, minorDigits)
  const total = sumOf(lines)
  const cap = terms.cap === null ? null : minorOf(terms.cap, minorDigits)
  if (cap !== null && total > cap) lines.push(capLine(cap - total, minorDigits))
  const earnedMinor = sumOf(lines)
  const draw = terms.draw && isFirst ? { ...terms.draw, minor: minorOf(terms.draw.amount, minorDigits) } : null
  const own = credits
    .filter(({ relation }) => relation === 'own')
    .reduce((sum, each) => sum + each.amount * each.share, 0n)
  return {
    credited: own,
    attainment: payee.quota !== null && payee.quota > 0n ? Number(own) / Number(payee.quota * MILLION) : null,
    rules: byRule.map(({ rule, credited, problem }) => ({
      rule: rule.name,
      kind: rule.kind,
      credited,
      amountMinor: sumOf(lines.filter((line) => line.rule === rule.name)),
      problem,
    })),
    lines,
    earnedMinor,
    pay: payOf({ earned: earnedMinor - earnedBefore, owedBefore, draw }),
  }
}

function roundedLines(byRule: readonly EarnedByRule[], minorDigits: number): StatementLine[] {
  const flat = byRule.flatMap(({ rule, lines }) => lines.map((line) => ({ rule: rule.name, kind: rule.kind, ...line })))
  const { parts } = inMinor(
    flat.map(({ exact }) => exact),
    minorDigits,
  )
  return flat.map((line, at) => ({ ...line, amountMinor: parts[at]! }))
}

function capLine(amountMinor: number, minorDigits: number): StatementLine {
  const exact = BigInt(amountMinor) * 10n ** BigInt(18 - minorDigits)
  return { rule: 'Cap', kind: 'cap', credit: null, credited: 0n, rate: null, exact, amountMinor }
}

/** Decimal text in whole minor units. */
export function minorOf(text: string, minorDigits: number): number {
  return Number(rounded(millionths(text), 10n ** BigInt(6 - minorDigits)))
}

function sumOf(lines: readonly { amountMinor: number }[]): number {
  return lines.reduce((sum, line) => sum + line.amountMinor, 0)
}
