import type { Problem } from '#platform/importing/mapping.ts'
import { looksDecimal } from '#platform/numbers/in-file.ts'
import { sameRow } from '../reading/header.ts'
import type { FileRow } from '../reading/split-rows.ts'
import { isTotals } from '../values/blank.ts'

/** What is wrong with a row before its values are looked at. */
export function flaws(row: FileRow, { width, header }: { width: number; header: readonly string[] }): Problem[] {
  const first = row.values.find((value) => value.trim() !== '') ?? ''
  const say = (kind: string, reason: string, value = first): Problem[] => [
    { column: '', value, kind, severity: 'stop', reason },
  ]
  if (sameRow(row.values, header)) return say('header again', 'the row says the header again, as joined files do')
  if (/total|sum|overall|zwischen|gesamt/i.test(first) && isTotals(row.values, looksDecimal))
    return say('line of totals', 'the row holds totals of others')
  const bad = row.values.find((value) => value.includes('\ufffd'))
  const garbled = bad === undefined ? row.values.find((value) => twiceEncoded.test(value)) : undefined
  return [
    ...(row.flaw ? say('broken quote', row.flaw) : []),
    ...(bad === undefined
      ? []
      : say('unreadable letter', 'a letter of it is not valid in the encoding of the file', bad)),
    ...(garbled === undefined
      ? []
      : say('garbled letters', 'its letters were stored in a wrong encoding before; write them anew', garbled)),
    ...(row.values.length === width ? [] : raggedness(row, width)),
  ]
}

/** UTF-8 that was once read as a western encoding and written again, as "Ã¼" for "ü". */
const twiceEncoded =
  /\u00c3[\u0080-\u00bf\u0178\u0152\u0153\u0160\u0161\u017d\u017e\u2013-\u203a\u20ac\u2122\u0192\u02c6\u02dc]|\u00c2[\u00a0-\u00bf]|\u00e2\u20ac[\u0080-\u00bf\u2013-\u2122\u0153]/

function raggedness(row: FileRow, width: number): Problem[] {
  const { length } = row.values
  const extra = row.values.slice(width).filter((value) => value.trim() !== '')
  if (length > width && extra.length === 0) return []
  const reason = `the row has ${length} values, the header ${width}`
  if (length > width)
    return [
      {
        column: '',
        value: extra[0]!,
        kind: 'too many values',
        severity: 'stop',
        reason: `${reason}; a value may hold the delimiter without quotes`,
      },
    ]
  return [
    {
      column: '',
      value: row.values.at(-1) ?? '',
      kind: 'too few values',
      severity: 'note',
      reason: `${reason}; the missing ones are taken as empty`,
    },
  ]
}
