import type { z } from 'zod'
import { decimalText, millionths } from './amount.ts'
import { statementOf } from './calculate.ts'
import type { incentivesContract } from './contract.ts'
import type { Credit } from './credit.ts'

type Case = z.output<(typeof incentivesContract)['calculate']['body']>
type Answer = z.output<(typeof incentivesContract)['calculate']['reply']>

/** The statement of a case that was sent along. */
export function calculatedCase(given: Case): Answer {
  const credits = given.credits.map(({ familyId, itemId, ...credit }): Credit => {
    const sold = { amount: millionths(credit.amount), units: credit.units === null ? null : millionths(credit.units) }
    return {
      ...credit,
      ...sold,
      kind: given.terms.counts === 'deals' ? 'deal' : 'order line',
      label: credit.id,
      parts: [{ familyId, itemId, name: null, ...sold }],
      share: millionths(credit.share),
    }
  })
  const { credited, attainment, rules, lines, earnedMinor, pay } = statementOf({
    terms: given.terms,
    minorDigits: given.minorDigits,
    payee: { rate: read(given.rate), quota: read(given.quota) },
    credits,
    earnedBefore: given.earnedBeforeMinor,
    owedBefore: given.owedBeforeMinor,
    isFirst: given.isFirstRun,
  })
  return {
    credited: decimalText(credited, 12),
    attainment,
    rules: rules.map((rule) => ({ ...rule, credited: decimalText(rule.credited, 12) })),
    earnedMinor,
    deltaMinor: pay.earned,
    drawMinor: pay.draw,
    recoveredMinor: pay.recovered,
    payableMinor: pay.payable,
    owedAfterMinor: pay.owedAfter,
    lines: lines.map((line) => ({
      rule: line.rule,
      kind: line.kind,
      creditId: line.credit?.id ?? null,
      credited: decimalText(line.credited, 12),
      rate: line.rate === null ? null : decimalText(line.rate, 6),
      exact: decimalText(line.exact, 18),
      amountMinor: line.amountMinor,
    })),
  }
}

function read(text: string | null): bigint | null {
  return text === null ? null : millionths(text)
}
