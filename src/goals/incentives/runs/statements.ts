import { daysBetween } from '@drumbeat/periods'
import type { z } from 'zod'
import { millionths } from '../amount.ts'
import { minorOf, type Statement, statementOf } from '../calculate.ts'
import type { Credit } from '../credit.ts'
import { counts } from '../earned.ts'
import type { RunProblem } from '../schema.ts'
import type { Terms } from '../terms.ts'
import type { SaleFault } from './credited.ts'
import type { OtherPlan, Preparation, Prepared } from './prepare.sql.ts'

type Problem = z.infer<typeof RunProblem>
export type PersonStatement = { person: Prepared; statement: Statement }

/** The statements of a run, and what could not be resolved with the money it affects. */
export function statementsOf(
  { terms, minorDigits, people, faults, earlier }: Preparation,
  asked: { from: string; today: string },
): {
  statements: PersonStatement[]
  problems: Problem[]
} {
  const problems: Problem[] = faults.map((fault) => saleProblem(fault, minorDigits))
  const statements = people.map((person) => {
    const held = heldCredits(person, terms)
    problems.push(...held.map((each) => twicePaid(person, each, { terms, minorDigits })))
    const out = new Set(held.map(({ credit }) => credit))
    const outIds = new Set(held.map(({ credit }) => credit.id))
    const kept = keptAfterWindow(person, { terms, today: asked.today, earlier }).filter(
      ({ credit }) => !outIds.has(credit.id),
    )
    problems.push(...kept.map(({ credit, lost }) => outsideWindow(person, { credit, lost, terms, minorDigits })))
    const replaced = new Set(kept.map(({ credit }) => credit.id))
    const credits = [
      ...person.credits.filter((credit) => !replaced.has(credit.id) && !out.has(credit)),
      ...kept.map(({ credit }) => credit),
    ]
    const statement = statementOf({
      terms,
      minorDigits,
      credits,
      payee: { rate: person.rate === null ? null : millionths(person.rate), quota: person.quota },
      earnedBefore: earlier.earned.get(person.personId) ?? 0,
      owedBefore: earlier.owed.get(person.personId) ?? 0,
      isFirst: earlier.isFirst,
    })
    problems.push(...personProblems(person, statement, { terms, minorDigits, from: asked.from }))
    return { person, statement }
  })
  return { statements, problems }
}

/** A credit that a second plan pays the same person too is paid by neither until somebody decides, unless the terms say so. */
function heldCredits({ otherPlans, credits }: Prepared, { rules, creditedTwice }: Terms): Held[] {
  if (creditedTwice === 'pay') return []
  return credits.flatMap((credit) => {
    const paysToo = ({ startsOn, endsOn, ...other }: OtherPlan) =>
      credit.day >= startsOn &&
      (endsOn === null || credit.day < endsOn) &&
      other.rules.some((rule) => counts(rule, credit))
    const other = rules.some((rule) => counts(rule, credit)) && otherPlans.find(paysToo)
    return other ? [{ credit, plan: other.name }] : []
  })
}

type Held = { credit: Credit; plan: string }

function twicePaid(
  person: Prepared,
  { credit, plan }: Held,
  { terms, minorDigits }: { terms: Terms; minorDigits: number },
): Problem {
  return {
    kind: 'two plans for one credit',
    message: `${plan} pays ${person.personName} for ${credit.label || 'the same credit'} too.`,
    creditId: credit.id,
    personId: person.personId,
    currency: terms.currency,
    amountMinor: inMinorUnits((credit.amount * credit.share) / 1_000_000n, minorDigits),
    isHeld: true,
  }
}

/** Credits that have shrunk or gone since a locked run, too late to be taken back: they count as they did. */
function keptAfterWindow(
  { personId, credits }: Prepared,
  { terms, today, earlier }: { terms: Terms; today: string; earlier: Preparation['earlier'] },
): { credit: Credit; lost: bigint }[] {
  const { clawbackDays } = terms
  if (clawbackDays === null) return []
  const now = new Map(credits.filter(({ relation }) => relation === 'own').map((credit) => [credit.id, credit]))
  return (earlier.credited.get(personId) ?? []).flatMap((before) => {
    if (daysBetween({ from: before.day, to: today }) <= clawbackDays) return []
    const credit = now.get(before.creditId)
    const share = millionths(before.share)
    const was = (millionths(before.credited) * 1_000_000n) / share
    if (was <= (credit?.amount ?? 0n)) return []
    const base = credit ?? {
      kind: before.kind as Credit['kind'],
      id: before.creditId,
      label: before.label,
      day: before.day,
      relation: 'own' as const,
      units: null,
      familyId: null,
      itemId: null,
      territoryId: null,
    }
    return [{ credit: { ...base, amount: was, share }, lost: was - (credit?.amount ?? 0n) }]
  })
}

function outsideWindow(
  person: Prepared,
  { credit, lost, terms, minorDigits }: { credit: Credit; lost: bigint; terms: Terms; minorDigits: number },
): Problem {
  return {
    kind: 'outside the clawback period',
    message: `${credit.label} shrank more than ${terms.clawbackDays} days after ${credit.day}; what it earned ${person.personName} is not taken back.`,
    creditId: credit.id,
    personId: person.personId,
    currency: terms.currency,
    amountMinor: inMinorUnits(lost, minorDigits),
    isHeld: false,
  }
}

function personProblems(
  { personId, personName, leftOn, quotaWithoutRate }: Prepared,
  { rules, credited }: Statement,
  { terms, minorDigits, from }: { terms: Terms; minorDigits: number; from: string },
): Problem[] {
  const about = { creditId: null, personId, currency: terms.currency, isHeld: true }
  const found = rules.flatMap(({ rule, problem, credited: counted }): Problem[] => {
    if (!problem) return []
    if (problem === 'no quota' && quotaWithoutRate !== null)
      return [
        {
          ...about,
          kind: 'currency without rate',
          message: `${rule} needs the quota of ${personName} in ${terms.currency}, and no rate turns ${quotaWithoutRate} into it.`,
          amountMinor: inMinorUnits(counted / 1_000_000n, minorDigits),
        },
      ]
    const message =
      problem === 'no quota'
        ? `${rule} needs a quota of ${personName} for exactly these dates.`
        : `${rule} pays the rate of the person, and ${personName} has none.`
    return [{ ...about, kind: problem, message, amountMinor: inMinorUnits(counted / 1_000_000n, minorDigits) }]
  })
  if (leftOn !== null && leftOn <= from) {
    const message = `${personName} left on ${leftOn}, before the period begins.`
    found.push({
      ...about,
      kind: 'left before the period',
      message,
      amountMinor: inMinorUnits(credited / 1_000_000n, minorDigits),
      isHeld: false,
    })
  }
  return found
}

function saleProblem({ kind, sale, message, part }: SaleFault, minorDigits: number): Problem {
  const { stated, currency, ownerId, id } = sale
  const whole = stated === null ? null : minorOf(stated, minorDigits)
  return {
    kind,
    message,
    creditId: id,
    personId: ownerId,
    currency,
    amountMinor: whole === null || part === undefined ? whole : Number((BigInt(whole) * part) / 1_000_000n),
    isHeld: true,
  }
}

function inMinorUnits(amount: bigint, minorDigits: number): number {
  return Number(amount / 10n ** BigInt(6 - minorDigits))
}
