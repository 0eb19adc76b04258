import { day, decimal, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { isLongAgo, needs, type RowRule, stop } from '#platform/importing/rule.ts'

/** How a file lists the values of market signals, one a row: of one signal or of several. */
export const signalFile: Omit<FileKind, 'loads'> = {
  name: 'market signals',
  turn: 96,
  fields: [
    text(
      'signal',
      'Signal',
      4,
      'signal signalname marketsignal index indexname indicator indikator indicateur series',
      {
        forAllRows: true,
      },
    ),
    day('day', 'Day', 2, 'day date month period tag datum monat date mois fecha'),
    decimal('value', 'Value', 3, 'value indexvalue level wert valeur valor indexwert'),
    text('unit', 'Unit', 1, 'unit einheit unité', { forAllRows: true }),
  ],
  required: [['signal'], ['day'], ['value']],
  fileWords: /signal|index|indicator|indikator/i,
  rule: signalRule(),
  permission: 'demand:treat',
  event: 'demand.signals.changed',
  door: { label: 'See the signals', to: '/demand?tab=signals', permission: 'demand:read' },
}

function signalRule(): RowRule {
  const filled = needs('signal', 'day', 'value')
  return (row, input) => {
    filled(row, input)
    const { cells } = row
    if (cells.day && isLongAgo(cells.day, input.today))
      stop(row, 'day', 'long ago', `${cells.day} may stand for "no day", as programs write it`)
    if (cells.signal && cells.signal.length > 200)
      stop(row, 'signal', 'too long', 'the name of a signal has at most 200 characters')
    if (cells.unit && cells.unit.length > 40) stop(row, 'unit', 'too long', 'a unit has at most 40 characters')
  }
}
