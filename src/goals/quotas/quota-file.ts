import { day, money, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { currencyOf, minor, needs, type RowRule, stop } from '#platform/importing/rule.ts'

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
    text('team', 'Team', 1, 'team teamname'),
    reference('territory', 'Territory', 'territory', 1, 'territory region'),
    reference('family', 'Family', 'family', 1, 'family category productfamily'),
    day(
      'starts_on',
      'Period from',
      3,
      'date period periodstart start startdate startson month quarterstart from quarter fiscalquarter fiscalperiod fiscalmonth',
      { byContent: 'days', periods: 'ends_on' },
    ),
    day('ends_on', 'Period until', 1, 'enddate periodend end endson to until untilbefore'),
    money(
      'amount',
      'Quota',
      4,
      'quota salesquota amountquota salesamountquota target goal quotaamount vorgabe ziel amount',
    ),
    text('currency', 'Currency', 0, 'currency currencyisocode currencycode waehrung währung', { forAllRows: true }),
  ],
  required: [['amount'], ['starts_on']],
  fileWords: /quota|target|goal/i,
  rule: quotaRule(),
  permission: 'goals:edit',
  sees: 'quotas',
  event: 'goals.quotas.imported',
  door: { label: 'See the goals', to: '/goals', permission: 'goals:read' },
}

function quotaRule(): RowRule {
  const filled = needs('amount', 'starts_on')
  return (row, input) => {
    filled(row, input)
    const { cells } = row
    const subjects = ['person', 'team', 'territory', 'family'].filter((field) => cells[field])
    if (subjects.length > 1)
      stop(row, subjects[1]!, 'two subjects', `a quota belongs to one ${subjects.join(' or ')}, not to both`)
    minor(row, 'amount', currencyOf(row, input), input)
    if (cells.amount?.startsWith('-')) stop(row, 'amount', 'negative quota', 'a quota cannot be negative')
    if (cells.ends_on && cells.starts_on && cells.ends_on < cells.starts_on)
      stop(row, 'ends_on', 'period ends before it starts', `${cells.starts_on} until ${cells.ends_on} holds no day`)
  }
}
