import { decimalsOf, shifted, trimmed } from './exact.ts'
import { readFigure } from './figure.ts'
import { marksOf } from './marks.ts'
import { readSign } from './sign.ts'
import { readUnits } from './units.ts'

/** What an input asks for. */
export type Asked = {
  locale: string
  as: 'number' | 'money' | 'percent'
  /** Of money. */
  currency?: string
  /** Most decimals; left out, as many as are typed. */
  digits?: number
  /** Whether less than zero means something here. */
  negative?: boolean
}

/** A typed number: exact text (of per cent in per cent), or why it is none. */
export type Typed =
  | { kind: 'empty' }
  | {
      kind: 'read'
      value: string
      /** The currency that was typed with it. */
      currency: string | null
      /** It could have been meant otherwise, as `other` or not at all: show it back before it is saved. */
      doubt: boolean
      other: string | null
    }
  | { kind: 'refused'; says: string }

const invisible = /[\u200e\u200f\u061c\u2066-\u2069]/g
const shape = /^([^\d.,]*)((?:[.,]?\d)(?:[\d.,'’\s]*\d)?[.,]?)(\D*)$/u

/** Reads a number as people type, paste or see it: grouped, with its currency, `k`, `Mio.`, per cent, a sign before or behind. */
export function readTyped(text: string, asked: Asked): Typed {
  const latin = inLatin(text.replace(invisible, '').trim(), asked.locale)
  if (latin === '' || /^[-–—−]$/.test(latin)) return { kind: 'empty' }
  const match = shape.exec(latin.replace(/^[≈~Σ○]\s*/u, ''))
  if (!match) return refused(text, 'is no number', asked)
  const [, before = '', digits = '', behind = ''] = match
  const sign = readSign(before, behind)
  const figure = readFigure(digits, marksOf(asked.locale))
  const units = sign && readUnits(sign.rest, { locale: asked.locale, currency: asked.currency ?? '' })
  if (!sign || !figure || !units) return refused(text, 'is no number', asked)
  if (units.currency !== null && asked.as !== 'money') return refused(text, 'is an amount of money', asked)
  if (units.currency !== null && asked.currency && units.currency !== asked.currency) {
    return { kind: 'refused', says: `“${text.trim()}” is in ${units.currency}; this amount is in ${asked.currency}.` }
  }
  if (units.percent && asked.as !== 'percent') return refused(text, 'is per cent', asked)
  const signed = (value: string) => trimmed(sign.minus + shifted(value, units.power))
  const fit = fitting(
    { value: signed(figure.value), other: figure.other && signed(figure.other), doubt: figure.doubt },
    asked,
  )
  if (!fit) return { kind: 'refused', says: tooFine(text, asked, figure.other) }
  if (fit.value.startsWith('-') && !asked.negative)
    return { kind: 'refused', says: `“${text.trim()}” is less than zero, which cannot be here.` }
  return { kind: 'read', currency: units.currency, ...fit }
}

type Fit = { value: string; other: string | null; doubt: boolean }

/** The reading of the locale, if it has no more decimals than there can be; the other one only where it can be kept too. */
function fitting({ value, other, doubt }: Fit, { digits = Number.POSITIVE_INFINITY }: Asked): Fit | null {
  if (decimalsOf(value) > digits) return null
  return { value, other: other && decimalsOf(other) <= digits ? other : null, doubt }
}

function inLatin(text: string, locale: string): string {
  const { digits } = marksOf(locale)
  const own =
    digits[0] === '0' ? text : [...text].map((each) => (digits.includes(each) ? digits.indexOf(each) : each)).join('')
  return own.replace(/[０-９]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))
}

function tooFine(text: string, { digits = 0, currency, as, locale }: Asked, other: string | null): string {
  const whose = as === 'money' && currency ? currency : 'this number'
  const most = digits === 0 ? 'no decimals' : digits === 1 ? 'one decimal' : `${digits} decimals`
  const meant = other && ` If you mean ${new Intl.NumberFormat(locale).format(Number(other))}, write it so.`
  return `“${text.trim()}” is finer than can be kept: ${whose} has ${most}.${meant ?? ''}`
}

function refused(text: string, what: string, asked: Asked): Typed {
  const digits = asked.as === 'money' ? Math.min(asked.digits ?? 2, 2) : 0
  const example = new Intl.NumberFormat(asked.locale, { minimumFractionDigits: digits, useGrouping: 'always' } as never)
  const unit = asked.as === 'percent' ? ' %' : ''
  const number = asked.as === 'percent' ? example.format(25) : example.format(1500)
  return { kind: 'refused', says: `“${text.trim()}” ${what}. Write it like ${number}${unit}.` }
}
