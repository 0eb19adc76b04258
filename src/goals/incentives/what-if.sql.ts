import type { z } from 'zod'
import type { Db } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { decimalText } from './amount.ts'
import type { incentivesContract } from './contract.ts'
import { incentivePlan, namedParticipants } from './plans/plans.sql.ts'
import { type Preparation, prepareBy, prepareRun } from './runs/prepare.sql.ts'
import { statementsOf } from './runs/statements.ts'
import { faultsOfTerms } from './terms.ts'

type Statements = Map<string, ReturnType<typeof statementsOf>['statements'][number]>
type Answer = z.output<(typeof incentivesContract)['whatIf']['reply']>
const NOTHING_BEFORE = { isFirst: true, earned: new Map(), owed: new Map(), credited: new Map() }

type Question = z.output<(typeof incentivesContract)['whatIf']['body']> & { today: string }

/** What other terms would have paid, beside the plan's own, on the same sales; a plan that is not added yet paid nothing. */
export async function whatIf(db: Db, { planId, from, to, terms, participants, today }: Question): Promise<Answer> {
  const fault = faultsOfTerms(terms)[0]
  if (fault) throw refusal(400, { code: 'bad-terms', message: fault.message, problems: [fault] })
  const kept = planId === null ? null : await incentivePlan(db, planId)
  const plan = kept ?? { id: newId(), name: '', addedAt: `${today}T00:00:00Z`, terms: [], participants: [] }
  const takers = participants ? await namedParticipants(db, participants) : plan.participants
  const [now, then] = await Promise.all([
    kept && prepareRun(db, { planId: kept.id, from, to }),
    prepareBy(db, { plan: { ...plan, participants: takers }, terms, from, to }),
  ])
  const paid = (prepared: Preparation) => statementsOf({ ...prepared, earlier: NOTHING_BEFORE }, { from, today })
  const other = paid(then)
  const [before, after] = [now ? paid(now).statements : [], other.statements].map(
    (some) => new Map(some.map((each) => [each.person.personId, each])),
  ) as [Statements, Statements]
  const people = [...new Map([...before, ...after]).values()].map(({ person: { personId, personName } }) => ({
    personId,
    personName,
    credited: decimalText(after.get(personId)?.statement.credited ?? 0n, 12),
    nowMinor: before.get(personId)?.statement.earnedMinor ?? 0,
    thenMinor: after.get(personId)?.statement.earnedMinor ?? 0,
  }))
  const sum = (of: 'nowMinor' | 'thenMinor') => people.reduce((total, each) => total + each[of], 0)
  const credited = other.statements.reduce((total, { statement }) => total + statement.credited, 0n)
  const creditedMinor = Number(credited / 10n ** BigInt(12 - then.minorDigits))
  const cost = (paid: number) => (creditedMinor > 0 ? paid / creditedMinor : null)
  return {
    currency: terms.currency,
    people: people.sort((a, b) => Math.abs(b.thenMinor - b.nowMinor) - Math.abs(a.thenMinor - a.nowMinor)),
    nowMinor: sum('nowMinor'),
    thenMinor: sum('thenMinor'),
    credited: decimalText(credited, 12),
    costNow: cost(sum('nowMinor')),
    costThen: cost(sum('thenMinor')),
    problems: other.problems,
  }
}
