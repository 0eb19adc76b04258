import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import type { RuleRow } from './contract.ts'
import { effectOf, moneyIn } from './effects.ts'
import { stagePlaces } from './in-force.sql.ts'
import { lateNow } from './late.sql.ts'
import { lossesByReason } from './losses.sql.ts'
import { countedFirings, peopleNamed, playbookActions, storedRules } from './rules.sql.ts'
import type { Terms } from './terms.ts'
import { inWords } from './words.ts'

/** Every rule in words, with what it did and what that cost or saved. */
export async function judgedRules(
  db: Db,
  scope: Scope,
  { from, now }: { from: string; now: Date },
): Promise<RuleRow[]> {
  const rules = await storedRules(db)
  const [company, stages, today] = [await readCompany(db), await stagePlaces(db), await companyToday(db, now)]
  const [counts, actions, losses, late, people] = [
    await countedFirings(db, scope, from),
    await playbookActions(db, from),
    await lossesByReason(db, scope, { from, now }),
    await lateNow(db, scope, { rules, now, today }),
    await peopleNamed(
      db,
      rules.flatMap(({ terms }) => peopleOf(terms)),
    ),
  ]
  const names = {
    stage: (id: string) => stages.get(id)?.name ?? 'a stage that is gone',
    person: (id: string) => people.get(id) ?? 'somebody',
  }
  const money = moneyIn(company)
  const { number, sentence } = writtenIn(company.locale)
  return rules.map((rule) => ({
    ...rule,
    kind: rule.terms.kind,
    inWords: sentence(inWords(rule.terms, names)),
    effect: effectOf(rule.terms, counts.get(rule.id), {
      actions: actions.get(rule.id),
      late: late.get(rule.id),
      losses,
      money,
      number,
    }),
  }))
}

function peopleOf(terms: Terms): string[] {
  if (terms.kind === 'assignment')
    return [...terms.pool.map(({ personId }) => personId), ...(terms.fallbackId === null ? [] : [terms.fallbackId])]
  return terms.kind === 'approval' ? terms.levels.map(({ approverId }) => approverId) : []
}
