import { daysBetween } from '@drumbeat/periods'
import type { z } from 'zod'
import { millionths } from '../amount.ts'
import { minorOf, type Statement, statementOf } from '../calculate.ts'
import { type Credit, type CreditPart, ofParts, sumOfParts } from '../credit.ts'
import { countedBy } from '../earned.ts'
import type { RunProblem } from '../schema.ts'
import type { Rule, Terms } from '../terms.ts'
import type { SaleFault } from './credited.ts'
import type { EarlierCredit } from './earlier.sql.ts'
import type { Preparation, Prepared } from './prepare.sql.ts'

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
    const { held, free } = heldCredits(person, terms)
    problems.push(...held.map((each) => twicePaid(person, each, { terms, minorDigits })))
    const outIds = new Set(held.map(({ credit }) => credit.id))
    const kept = keptAfterWindow(person, { terms, today: asked.today, earlier }).filter(
      ({ credit }) => !outIds.has(credit.id),
    )
    problems.push(...kept.map(({ credit, lost }) => outsideWindow(person, { credit, lost, terms, minorDigits })))
    const replaced = new Set(kept.map(({ credit }) => credit.id))
    const credits = [...free.filter((credit) => !replaced.has(credit.id)), ...kept.map(({ credit }) => credit)]
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

/** What a second plan pays the same person too, of a credit or of some of its items, is paid by neither until somebody decides, unless the terms say so. */
function heldCredits(
  { otherPlans, credits }: Prepared,
  { rules, creditedTwice }: Terms,
): { held: Held[]; free: Credit[] } {
  if (creditedTwice === 'pay' || otherPlans.length === 0) return { held: [], free: credits }
  const held: Held[] = []
  const free = credits.flatMap((credit) => {
    const ours = partsCounted(rules, credit)
    let left = credit.parts
    for (const { name, startsOn, endsOn, rules: theirs } of otherPlans) {
      if (credit.day < startsOn || (endsOn !== null && credit.day >= endsOn)) continue
      const counted = partsCounted(theirs, credit)
      const both = left.filter((part) => ours.has(part) && counted.has(part))
      if (both.length === 0) continue
      held.push({ credit: ofParts(credit, both), plan: name })
      left = left.filter((part) => !both.includes(part))
    }
    return left.length > 0 ? [ofParts(credit, left)] : []
  })
  return { held, free }
}

function partsCounted(rules: readonly Rule[], credit: Credit): Set<CreditPart> {
  return new Set(rules.flatMap((rule) => countedBy(rule, credit)?.parts ?? []))
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
  const { clawbackDays, rules } = terms
  if (clawbackDays === null) return []
  const now = new Map(credits.filter(({ relation }) => relation === 'own').map((credit) => [credit.id, credit]))
  const then = Map.groupBy(earlier.credited.get(personId) ?? [], ({ creditId }) => creditId)
  return [...then].flatMap(([id, byRule]) => {
    const [before] = byRule
    if (daysBetween({ from: before!.day, to: today }) <= clawbackDays) return []
    const credit = now.get(id) ?? goneSince(before!)
    const share = millionths(before!.share)
    const shrunk = byRule.flatMap(({ rule: name, credited }) => {
      const was = (millionths(credited) * 1_000_000n) / share
      const rule = rules.find((each) => each.name === name)
      const isNow = rule ? (countedBy(rule, credit)?.amount ?? 0n) : credit.amount
      return was > isNow ? [{ name, was, lost: was - isNow }] : []
    })
    if (shrunk.length === 0) return []
    const kept = new Map(shrunk.map(({ name, was }) => [name, was]))
    const amount = largest([credit.amount, ...shrunk.map(({ was }) => was)])
    const lost = largest(shrunk.map((each) => each.lost))
    return [{ credit: { ...credit, amount, share, kept }, lost }]
  })
}

function largest(amounts: bigint[]): bigint {
  return amounts.sort((a, b) => (a < b ? -1 : 1)).at(-1)!
}

/** A credit that a locked run counted and that is no more. */
function goneSince({ creditId, kind, label, day }: EarlierCredit): Credit {
  const about = { kind: kind as Credit['kind'], id: creditId, label, day, relation: 'own' as const }
  return { ...about, ...sumOfParts([]), share: 0n, territoryId: null }
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
