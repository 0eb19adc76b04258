import type { FiscalCalendar } from '@drumbeat/periods'
import { z } from 'zod'
import { Id } from '#platform/http/contract.ts'

/** A name as people write it: no blanks around it, never empty. */
export const Name = z.string().trim().min(1, 'A name cannot be empty.').max(200)

/** An ISO 4217 code. */
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/, 'A currency is three capital letters, such as EUR.')

const Locale = z.string().refine(isLocale, { error: 'This is no language tag; examples are en-US, de-DE, fr-FR.' })
/** A time zone by its name. */
export const TimeZone = z
  .string()
  .refine(isTimeZone, { error: 'This is no time zone; examples are Europe/Berlin, UTC.' })

export const CalendarKind = z.enum(['month', '4-4-5', '4-5-4', '5-4-4', '13x4'])
export type CalendarKind = z.infer<typeof CalendarKind>

/** The company this workspace holds, and how it counts time and money. */
export const Profile = z.object({
  name: Name,
  currency: CurrencyCode,
  locale: Locale,
  timeZone: TimeZone,
  /** Months of the calendar, or of whole weeks: 4, 4 and 5 to a quarter (4-5-4 as retail counts, 5-4-4), or thirteen of four. */
  calendarKind: CalendarKind,
  fiscalStartMonth: z.number().int().min(1).max(12),
  /** 0 is Sunday, 1 is Monday. */
  weekStart: z.number().int().min(0).max(6),
})
export type Profile = z.infer<typeof Profile>

/** The company's fiscal calendar, in the words of the periods package (where Sunday is 7). */
export function fiscalCalendarOf({
  calendarKind,
  fiscalStartMonth,
  weekStart,
}: Pick<Profile, 'calendarKind' | 'fiscalStartMonth' | 'weekStart'>): FiscalCalendar {
  return calendarKind === 'month'
    ? { kind: 'month', startMonth: fiscalStartMonth }
    : { kind: calendarKind, startMonth: fiscalStartMonth, weekStart: weekStart === 0 ? 7 : weekStart }
}

/** Somebody or something, by id and name. */
export const Named = z.object({ id: Id, name: z.string() })
export type Named = z.infer<typeof Named>

/** What stands in the place of a name after erasure. */
export const ERASED_NAME = 'Erased person'

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}
