import { day, decimal, money, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { currencyOf, minor, needs, type RowRule, stop } from '#platform/importing/rule.ts'

/** How a file sets the finance budget. */
export const budgetFile: Omit<FileKind, 'loads'> = {
  name: 'budget lines',
  turn: 61,
  fields: [
    reference('family', 'Family', 'family', 2, 'family category productfamily'),
    day('month', 'Month', 2, 'month period budgetmonth monat'),
    decimal('units', 'Units', 1, 'units quantity volume menge budgetunits'),
    money('amount', 'Budget', 5, 'budget budgetamount budgetrevenue plan planamount'),
    text('currency', 'Currency', 0, 'currency currencyisocode currencycode waehrung währung', { forAllRows: true }),
  ],
  required: [['family'], ['month'], ['amount']],
  fileWords: /budget/i,
  rule: budgetRule(),
  permission: 'goals:edit',
  event: 'goals.budget.changed',
  door: { label: 'See the goals', to: '/goals', permission: 'goals:read' },
}

function budgetRule(): RowRule {
  const filled = needs('family', 'month', 'amount')
  return (row, input) => {
    filled(row, input)
    minor(row, 'amount', currencyOf(row, input), input)
    if (row.cells.units?.startsWith('-')) stop(row, 'units', 'negative units', 'a budget cannot plan units below zero')
  }
}
