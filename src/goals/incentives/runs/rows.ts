import { decimalText } from '../amount.ts'
import type { StatementLine } from '../calculate.ts'
import type { PersonStatement } from './statements.ts'

/** A statement as its row. */
export function statementRow({
  id,
  person,
  statement,
  earnedBefore,
}: PersonStatement & { id: string; earnedBefore: number }) {
  return {
    id,
    person_id: person.personId,
    rate: person.rate,
    quota_minor: person.quotaMinor,
    credited: decimalText(statement.credited, 12),
    attainment: statement.attainment,
    rules: statement.rules.map((rule) => ({ ...rule, credited: decimalText(rule.credited, 12) })),
    earned_minor: statement.earnedMinor,
    earned_before_minor: earnedBefore,
    draw_minor: statement.pay.draw,
    recovered_minor: statement.pay.recovered,
    payable_minor: statement.pay.payable,
    owed_before_minor: statement.pay.owedBefore,
    owed_after_minor: statement.pay.owedAfter,
  }
}

/** A line of a statement as its row. */
export function lineRow({ id, line, position }: { id: string; line: StatementLine; position: number }) {
  const { credit, rule, kind, credited, rate, exact, amountMinor } = line
  return {
    statement_id: id,
    position,
    rule,
    kind,
    credit_kind: credit?.kind ?? null,
    credit_id: credit?.id ?? null,
    label: credit?.label ?? rule,
    day: credit?.day ?? null,
    relation: credit?.relation ?? null,
    share: credit ? decimalText(credit.share, 6) : null,
    credited: decimalText(credited, 12),
    rate: rate === null ? null : decimalText(rate, 6),
    exact: decimalText(exact, 18),
    amount_minor: amountMinor,
  }
}
