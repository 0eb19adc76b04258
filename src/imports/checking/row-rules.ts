import type { Kind, Mapping, Problem } from '../schema.ts'
import { multiply, roundDecimal, toMinor } from '../values/decimal.ts'

/** The cells of one row by field, and a way to say something about one of them. */
export type RowCells = {
  cells: Record<string, string | null>
  tell: (field: string, problem: Omit<Problem, 'column' | 'value'>) => void
}

/** What the rules need to know beside the row. */
export type RuleInput = {
  mapping: Mapping
  minorDigits: (currency: string) => number | undefined
  currency: string
  today: string
}

type Rule = (row: RowCells, input: RuleInput) => void

/** What must hold within one row of each kind, and what follows from its other cells. */
export const rowRules: Record<Kind, Rule> = {
  families: needs('name'),
  territories: needs('name'),
  items: (row) => {
    if (!row.cells.name && !row.cells.code) stop(row, 'name', 'missing value', 'an item needs a name or a code')
    row.cells.code ??= row.cells.name ?? null
    row.cells.name ??= row.cells.code ?? null
  },
  accounts: (row, input) => {
    needs('name')(row, input)
    minor(row, 'annual_revenue', input.currency, input)
  },
  people: needs('name'),
  quotas: (row, input) => {
    needs('amount', 'starts_on')(row, input)
    const subjects = ['person', 'team', 'territory', 'family'].filter((field) => row.cells[field])
    if (subjects.length > 1)
      stop(row, subjects[1]!, 'two subjects', `a quota belongs to one ${subjects.join(' or ')}, not to both`)
    currencyOf(row, input)
    minor(row, 'amount', row.cells.currency!, input)
    if (row.cells.amount?.startsWith('-')) stop(row, 'amount', 'negative quota', 'a quota cannot be negative')
    if (row.cells.ends_on && row.cells.starts_on && row.cells.ends_on <= row.cells.starts_on)
      stop(
        row,
        'ends_on',
        'period ends before it starts',
        `${row.cells.starts_on} until ${row.cells.ends_on} holds no day`,
      )
  },
  deals: dealRules,
  'deal history': (row, input) => {
    needs('deal', 'changed_at')(row, input)
    knownStage(row, input.mapping)
    minor(row, 'amount', input.currency, input)
  },
  'order lines': (row, input) => {
    needs('ordered_on', 'item')(row, input)
    const { cells } = row
    if (!input.mapping.columns.some((column) => column.field === 'quantity')) cells.quantity = '1'
    if (cells.quantity === null || cells.quantity === undefined)
      stop(row, 'quantity', 'missing value', 'quantity is empty')
    if (!cells.amount && cells.quantity && cells.unit_price) {
      const gross = multiply(cells.quantity, cells.unit_price)
      const net = cells.discount ? multiply(gross, oneMinus(cells.discount)) : gross
      cells.amount = roundDecimal(net, 6).value
    }
    if (!cells.amount)
      stop(row, 'amount', 'missing value', 'amount is empty and does not follow from quantity and unit price')
    currencyOf(row, input)
    if (cells.ordered_on && cells.ordered_on > input.today)
      note(row, 'ordered_on', 'in the future', `${cells.ordered_on} has not come yet`)
  },
}

function dealRules(row: RowCells, input: RuleInput): void {
  const { cells } = row
  cells.key ??= cells.name ?? null
  if (!cells.key) stop(row, 'key', 'missing value', 'a deal needs an id or a name')
  currencyOf(row, input)
  minor(row, 'amount', cells.currency!, input)
  minor(row, 'closing_amount', cells.currency!, input)
  const stage = knownStage(row, input.mapping)
  if (!stage) return
  if (stage.outcome === 'open') openDealNotes(row)
  else closedDealNotes(row, stage.outcome)
  if (!cells.created_on) note(row, 'created_on', 'no opening day', 'its history begins with this import')
}

function openDealNotes(row: RowCells): void {
  const { cells } = row
  if (!cells.account) note(row, 'account', 'open deal without account', 'the account is empty')
  if (!cells.close_day && !cells.expected_close)
    note(row, 'close_day', 'open deal without expected close', 'no day on which it may close')
  if (cells.amount || cells.closing_amount) return
  if (cells.item) note(row, 'amount', 'open deal without amount', "the item's list price stands for it")
  else note(row, 'amount', 'deal without amount', 'neither an amount nor an item to take a list price from')
}

function closedDealNotes(row: RowCells, outcome: 'won' | 'lost'): void {
  const { cells } = row
  const closed = cells.closed_on ?? cells.close_day
  if (!closed)
    note(
      row,
      'closed_on',
      `${outcome} deal without close day`,
      'the day of its last change or of this import stands for it',
    )
  if (closed && cells.created_on && closed < cells.created_on)
    note(row, 'closed_on', 'closed before it was opened', `opened ${cells.created_on}, closed ${closed}`)
  if (outcome === 'lost' && !cells.amount && cells.closing_amount === '0' && cells.item)
    note(row, 'closing_amount', 'lost deal with value 0', "the item's list price stands for the amount that was lost")
}

function knownStage(row: RowCells, mapping: Mapping): Mapping['stages'][number] | undefined {
  const { cells } = row
  cells.stage ??= cells.is_won === 'true' ? 'Won' : cells.is_closed === 'true' ? 'Lost' : null
  if (!cells.stage) {
    stop(row, 'stage', 'missing value', 'stage is empty')
    return undefined
  }
  const stage = mapping.stages.find((each) => each.value === cells.stage)
  if (!stage) stop(row, 'stage', 'unknown stage', `the mapping does not say what the stage "${cells.stage}" means`)
  return stage
}

function needs(...required: string[]): Rule {
  return (row) => {
    for (const field of required) {
      if (row.cells[field] === null || row.cells[field] === undefined)
        stop(row, field, 'missing value', `${field.replaceAll('_', ' ')} is empty`)
    }
  }
}

function currencyOf(row: RowCells, input: RuleInput): void {
  const code = (row.cells.currency ?? input.currency).toUpperCase()
  row.cells.currency = code
  if (input.minorDigits(code) === undefined)
    stop(row, 'currency', 'unknown currency', `"${code}" is no currency of this company; add it under Company`)
}

function minor(row: RowCells, field: string, currency: string, input: RuleInput): void {
  const text = row.cells[field]
  if (!text) return
  const { minor: value, exact } = toMinor(text, input.minorDigits(currency) ?? 2)
  row.cells[field] = value
  if (value.length > 16) stop(row, field, 'number too large', `${text} is too large for an amount`)
  else if (!exact) note(row, field, 'amount finer than the currency', `${text} was rounded to whole ${currency} cents`)
}

function oneMinus(share: string): string {
  const digits = share.split('.')[1]?.length ?? 0
  const one = 10n ** BigInt(digits)
  return multiply(
    (one - BigInt(share.replace('.', ''))).toString(),
    digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`,
  )
}

function stop(row: RowCells, field: string, kind: string, reason: string): void {
  row.tell(field, { kind, severity: 'stop', reason })
}

function note(row: RowCells, field: string, kind: string, reason: string): void {
  row.tell(field, { kind, severity: 'note', reason })
}
