import { movePoint } from './decimal.ts'
import { readFigureAt } from './figure.ts'
import { plainDigits } from './plain-text.ts'
import { readSign } from './sign.ts'
import { readUnits } from './units.ts'

/** The decimal point of a column; the other one of comma and point groups thousands there. */
export type Point = '.' | ','

/** A number of a file taken apart: its digits with their marks, its sign, by which power of ten it moves, what stands beside. */
type Parts = { digits: string; minus: '' | '-'; power: number; currency: string | null }

const plain = /^-?\d{1,18}(?:\.\d{1,6})?$/
const shape = /^([^\d.,]*)((?:[.,]?\d)(?:[\d.,'’\s\u00a0\u202f_]*\d)?[.,]?)(?:[eE]([+-]?\d{1,2}))?(\D*)$/u

/**
 * Reads a number of a file as exact decimal text ("(1.234,50 €)" with point "," is "-1234.50"); undefined if it is none.
 * Never goes through floating point. `scale` moves the point to the right by that many digits. Shortened numbers (2.5k)
 * are none: a file that rounds its amounts is not to be loaded unseen.
 */
export function readInFile(text: string, style: { point: Point; scale?: number }): string | undefined {
  if (style.point === '.' && !style.scale && plain.test(text)) return text
  const parts = partsOf(text)
  const figure = parts && readFigureAt(parts.digits, style.point)
  if (!parts || figure === null || figure === undefined) return undefined
  const moved = movePoint(figure.replace(/^0+(?=\d)/, ''), parts.power + (style.scale ?? 0))
  return /[1-9]/.test(moved) ? parts.minus + moved : moved
}

/** The digits and marks of a number of a file, without sign, currency and per cent; undefined if it is none. */
export function digitsInFile(text: string): string | undefined {
  return partsOf(text)?.digits
}

/** The currency that is written beside an amount; of the currencies that share a sign, the company's own. */
export function currencyBeside(text: string, home: string): string | undefined {
  return partsOf(text, home)?.currency ?? undefined
}

/** Whether a text looks like a written number in either style. */
export function looksDecimal(text: string): boolean {
  return readInFile(text, { point: '.' }) !== undefined || readInFile(text, { point: ',' }) !== undefined
}

/** The parts of a written number; without a home, signs that several currencies share (ISO 4217: XXX is none) name none. */
function partsOf(text: string, home = 'XXX'): Parts | undefined {
  const written = plainDigits(text.trim()).replace(/[.,](?:-{1,2}|–|—)(?=\D*$)/, '')
  const [, before = '', digits = '', exponent, behind = ''] = shape.exec(written) ?? []
  if (digits === '') return undefined
  if (before === '' && behind === '' && exponent === undefined) return { digits, minus: '', power: 0, currency: null }
  const sign = readSign(before, behind)
  const units = sign && readUnits(sign.rest, { locale: 'en-US', currency: home })
  if (!sign || !units || units.power !== 0) return undefined
  const power = Number(exponent ?? 0) + (units.percent ? -2 : 0)
  return { digits, minus: sign.minus, power, currency: units.currency }
}
