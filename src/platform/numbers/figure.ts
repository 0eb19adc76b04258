import type { Marks } from './marks.ts'

/** Digits with their marks, read: exact decimal text, and how else it could have been meant. */
export type Figure = { value: string; other: string | null; doubt: boolean }

const grouped = {
  ' ': /^\d{1,3}( \d{2,3})* \d{3}$/,
  ',': /^\d{1,3}(,\d{2,3})*,\d{3}$/,
  '.': /^\d{1,3}([.]\d{3})+$/,
}

/**
 * Reads `1,234.50`, `1.234,50`, `1 234,5` or `12,34,567`. Two kinds of marks say which one is the decimal mark; a single
 * one with three digits behind it does not, so the locale decides and the other reading is kept. Null when it is no number.
 */
export function readFigure(text: string, marks: Pick<Marks, 'decimals'>): Figure | null {
  const bare = text.replace(/[\s'’_]+/g, ' ').trim()
  if (!/\d/.test(bare) || /[^\d., ]/.test(bare)) return null
  if (bare.includes(' ')) return withSpaces(bare)
  const [dots, commas] = [bare.split('.').length - 1, bare.split(',').length - 1]
  if (dots + commas === 0) return sure(bare)
  if (dots > 0 && commas > 0) return withBoth(bare)
  if (dots + commas > 1) return grouped[dots > 0 ? '.' : ','].test(bare) ? sure(bare.replace(/[.,]/g, '')) : null
  return withOne(bare, marks)
}

const decimalMark = {
  '.': { decimals: new Set(['.']) },
  ',': { decimals: new Set([',']) },
} as const

/** Reads digits whose decimal mark is known; the other mark may only group, as blanks and apostrophes do. Null when it does not fit. */
export function readFigureAt(text: string, mark: '.' | ','): string | null {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  const figure = readFigure(text, decimalMark[mark])
  if (!figure || last < 0) return figure?.value ?? null
  if (figure.doubt) return figure.other === null ? null : figure.value
  const isGrouping = text[last] !== mark
  const times = text.split(text[last]!).length - 1
  return isGrouping === times > 1 && !(isGrouping && text.includes(mark)) ? figure.value : null
}

function withSpaces(text: string): Figure | null {
  const [, whole = '', part] = /^([\d ]+)(?:[.,](\d*))?$/.exec(text) ?? []
  return grouped[' '].test(whole) ? sure(joined(whole.replaceAll(' ', ''), part)) : null
}

function withBoth(text: string): Figure | null {
  const at = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  const [whole, part] = [text.slice(0, at), text.slice(at + 1)]
  const mark = text[at] === '.' ? ',' : '.'
  return grouped[mark].test(whole) ? sure(joined(whole.replaceAll(mark, ''), part)) : null
}

function withOne(text: string, marks: Pick<Marks, 'decimals'>): Figure {
  const [, whole = '', mark = '', part = ''] = /^(\d*)([.,])(\d*)$/.exec(text) ?? []
  const asDecimal = joined(whole || '0', part)
  const isDecimalMark = marks.decimals.has(mark)
  if (!(part.length === 3 && /^[1-9]\d{0,2}$/.test(whole))) {
    return { value: asDecimal, other: null, doubt: !isDecimalMark && part !== '' }
  }
  const asGroups = whole + part
  return isDecimalMark
    ? { value: asDecimal, other: asGroups, doubt: true }
    : { value: asGroups, other: asDecimal, doubt: true }
}

function sure(value: string): Figure {
  return { value, other: null, doubt: false }
}

function joined(whole: string, part: string | undefined): string {
  return part ? `${whole}.${part}` : whole
}
