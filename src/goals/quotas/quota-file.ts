import { day, money, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { currencyOf, minor, needs, type RowRule } from '#platform/importing/rule.ts'
import { checkQuota, isTakenAway, loadedAsQuotas, otherSubjects, periodEnd } from './file-fields.ts'

/** How a file sets quotas. */
export const quotaFile: Omit<FileKind, 'loads'> = {
  name: 'quotas',
  turn: 60,
  fields: [
    reference(
      'person',
      'Person',
      'person',
      2,
      'person owner salesagent rep employee employeekey salesperson user name salesrep salesrepname representative seller accountexecutive quotaowner ownername username verkäufer mitarbeiter vertriebler',
    ),
    ...otherSubjects,
    day(
      'starts_on',
      'Period from',
      3,
      'date period periodstart start startdate startson month quarterstart from quarter fiscalquarter fiscalperiod fiscalmonth',
      { byContent: 'days', periods: 'ends_on' },
    ),
    periodEnd,
    money(
      'amount',
      'Quota',
      4,
      'quota salesquota amountquota salesamountquota target goal quotaamount vorgabe ziel amount',
    ),
    text('currency', 'Currency', 0, 'currency currencyisocode currencycode waehrung währung', { forAllRows: true }),
    isTakenAway,
  ],
  required: [['amount'], ['starts_on']],
  fileWords: /quota|target|goal/i,
  rule: quotaRule(),
  ...loadedAsQuotas,
  door: { label: 'See the goals', to: '/goals', permission: 'goals:read' },
}

function quotaRule(): RowRule {
  const filled = needs('amount', 'starts_on')
  return (row, input) => {
    filled(row, input)
    minor(row, 'amount', currencyOf(row, input), input)
    checkQuota(row, { noun: 'quota', value: 'amount' })
  }
}
