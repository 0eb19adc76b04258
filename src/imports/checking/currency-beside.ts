import type { Problem } from '#platform/importing/mapping.ts'
import { currencyCalled } from '#platform/numbers/currency-word.ts'
import type { FileRow } from '../reading/split-rows.ts'

/** A currency beside an amount counts more than one for all rows; against the row's own currency it is a contradiction. */
export function takeCurrency(input: {
  currency: string
  isMapped: boolean
  column: { name: string; index: number }
  row: FileRow
  cells: Record<string, string | null>
  problems: Problem[]
}): void {
  const { currency, isMapped, column, row, cells, problems } = input
  const written = row.values[column.index] ?? ''
  const stands = cells['currency beside'] ?? (isMapped ? null : currency)
  if (stands !== null && stands !== currency)
    problems.push({
      column: column.name,
      value: written,
      kind: 'two currencies',
      severity: 'stop',
      reason: `one amount of the row is in ${stands}, the other in ${currency}`,
    })
  cells['currency beside'] = currency
}

export function settleCurrency(
  cells: Record<string, string | null>,
  { isMapped, column, problems }: { isMapped: boolean; column: string | undefined; problems: Problem[] },
): void {
  const beside = cells['currency beside']!
  if (!isMapped || !cells.currency) cells.currency = beside
  else if ((currencyCalled(cells.currency) ?? cells.currency.toUpperCase()) !== beside)
    problems.push({
      column: column ?? 'currency',
      value: cells.currency,
      kind: 'two currencies',
      severity: 'stop',
      reason: `the currency is ${cells.currency}, but beside the amount stands ${beside}`,
    })
}
