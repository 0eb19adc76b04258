import type { z } from 'zod'
import type { Db } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { decimalText } from './amount.ts'
import type { incentivesContract } from './contract.ts'
import { type Asked, prepareRun } from './runs/prepare.sql.ts'
import { statementsOf } from './runs/statements.ts'
import { faultsOfTerms, type Terms } from './terms.ts'

type Answer = z.output<(typeof incentivesContract)['whatIf']['reply']>
const NOTHING_BEFORE = { isFirst: true, earned: new Map(), owed: new Map(), credited: new Map() }

/** What other terms would have paid, beside the plan's own, on the same sales. */
export async function whatIf(
  db: Db,
  { terms, today, ...asked }: Asked & { terms: Terms; today: string },
): Promise<Answer> {
  const fault = faultsOfTerms(terms)[0]
  if (fault) throw refusal(400, { code: 'bad-terms', message: fault.message })
  const [now, then] = await Promise.all([prepareRun(db, asked), prepareRun(db, asked, terms)])
  const at = { from: asked.from, today }
  const [own, other] = [now, then].map((prepared) => statementsOf({ ...prepared, earlier: NOTHING_BEFORE }, at)) as [
    ReturnType<typeof statementsOf>,
    ReturnType<typeof statementsOf>,
  ]
  const before = new Map(own.statements.map(({ person, statement }) => [person.personId, statement]))
  const people = other.statements.map(({ person, statement }) => ({
    personId: person.personId,
    personName: person.personName,
    credited: decimalText(statement.credited, 12),
    nowMinor: before.get(person.personId)?.earnedMinor ?? 0,
    thenMinor: statement.earnedMinor,
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
