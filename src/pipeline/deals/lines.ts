import { formatDay } from '@drumbeat/periods'
import { categories, NO_DAY } from '../history/deal-history.ts'
import type { DealLine } from '../schema.ts'
import type { Question } from '../view/view.ts'

/** A deal as a version says it was; its name is looked up apart. */
export function lineOf(
  question: Question,
  { deal, row, worth }: { deal: number; row: number; worth: number },
): Omit<DealLine, 'name' | 'externalId'> {
  const { history, reference } = question
  const { versions } = history
  const stage = reference.stages[versions.stage[row]!]!
  const owner = reference.people[versions.owner[row]!]
  const account = reference.accounts[versions.account[row]!]
  const item = reference.items[versions.item[row]!]
  const amount = versions.amount[row]!
  return {
    id: history.deals.ids[deal]!,
    ownerId: owner?.id ?? null,
    ownerName: owner?.name ?? null,
    accountId: account?.id ?? null,
    accountName: account?.name ?? null,
    itemName: item?.name ?? null,
    stageId: stage.id,
    stageName: stage.name,
    outcome: stage.outcome,
    category: categories[versions.category[row]!]!,
    amountMinor: Number.isNaN(amount) ? null : amount,
    currency: history.currencies.ids[versions.currency[row]!]!,
    companyMinor: Number.isNaN(worth) ? null : worth,
    createdOn: dayText(history.createdOn[deal]!),
    expectedClose: dayText(versions.expectedClose[row]!),
    closedOn: dayText(versions.closedOn[row]!),
    since: dayText(versions.validDay[row]!),
  }
}

/** A day as text; null where none is known. */
export function dayText(day: number): string | null {
  return day === NO_DAY ? null : formatDay(day)
}
