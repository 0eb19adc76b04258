import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDay } from '#platform/ui/format.ts'
import { readDay } from './day-text.ts'
import { offeredLocales } from './locales.ts'

const day = (text: string, locale: string) => {
  const read = readDay(text, locale)
  return read.kind === 'day' ? read.day : read.kind
}

describe('a typed day', () => {
  it('is read in the order of its locale, unless the numbers say otherwise', () => {
    expect(day('3/4/2026', 'en-US')).toBe('2026-03-04')
    expect(day('3/4/2026', 'en-GB')).toBe('2026-04-03')
    expect(day('24.12.26', 'de-DE')).toBe('2026-12-24')
    expect(day('12/24/2026', 'de-DE')).toBe('2026-12-24')
    expect(day('2026-12-24', 'en-US')).toBe('2026-12-24')
    expect(day('2026/2/3', 'ja-JP')).toBe('2026-02-03')
  })

  it('that is none is refused with the value and two ways to write it', () => {
    expect(readDay('2026-02-30', 'en-US')).toEqual({
      kind: 'refused',
      says: '“2026-02-30” is no day. Write it like 11/23/26 or 2026-11-23.',
    })
    expect(day('soon', 'en-US')).toBe('refused')
  })

  it('is read back as screens and inputs write it, in every locale', () => {
    const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.constantFrom(...offeredLocales), (date, locale) => {
        const text = date.toISOString().slice(0, 10)
        expect(day(formatDay(text, { locale }), locale), `${locale} ${formatDay(text, { locale })}`).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})
