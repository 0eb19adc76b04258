import { offeredLocales } from '#platform/numbers/locales.ts'
import type { Field, Option } from '#platform/ui/form/FieldInput.tsx'
import type { Profile } from '../schema.ts'
import { zoneOptions } from './public/zone-options.ts'

/** What one may set of the company, with the choices for each. */
export function profileFields(given: {
  currencies: readonly { code: string; name: string }[]
  timeZone: string
  locale: string
}): Field<keyof Profile>[] {
  return [
    { name: 'name', label: 'Company', required: true },
    {
      name: 'currency',
      label: 'Company currency',
      kind: 'select',
      required: true,
      options: given.currencies.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
      description: 'Totals are stated in it; other currencies are converted at their dated rates.',
    },
    {
      name: 'locale',
      label: 'Numbers and dates as in',
      kind: 'select',
      required: true,
      options: languageOptions(given.locale),
    },
    {
      name: 'timeZone',
      label: 'Time zone',
      kind: 'select',
      required: true,
      options: zoneOptions(given.timeZone),
      description: 'Decides when a day ends, and with it the period.',
    },
    {
      name: 'calendarKind',
      label: 'Fiscal calendar',
      kind: 'select',
      required: true,
      options: [
        { value: 'month', label: 'Calendar months' },
        { value: '4-4-5', label: '4-4-5: quarters of 4, 4 and 5 weeks' },
        { value: '4-5-4', label: '4-5-4: quarters of 4, 5 and 4 weeks, named as retail does' },
        { value: '5-4-4', label: '5-4-4: quarters of 5, 4 and 4 weeks' },
        { value: '13x4', label: '13 × 4: thirteen months of four weeks' },
      ],
    },
    { name: 'fiscalStartMonth', label: 'Fiscal year begins in', kind: 'select', required: true, options: months() },
    {
      name: 'weekStart',
      label: 'Weeks begin on',
      kind: 'select',
      required: true,
      options: weekdays(),
      description: 'Counts for calendars of weeks; with calendar months, weeks begin on Monday as in ISO 8601.',
    },
  ]
}

function languageOptions(present: string): Option[] {
  const codes = new Set([present, ...offeredLocales])
  const names = new Intl.DisplayNames('en', { type: 'language' })
  return [...codes].map((code) => ({ value: code, label: `${names.of(code) ?? code} · ${sample(code)}` }))
}

function sample(locale: string): string {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.UTC(2026, 10, 23))
  return `${new Intl.NumberFormat(locale).format(12345.6)}, ${day}`
}

function months(): Option[] {
  const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: name.format(Date.UTC(2026, at, 1)) }))
}

function weekdays(): Option[] {
  const name = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' })
  // 2026-11-22 is a Sunday, day 0.
  const all = Array.from({ length: 7 }, (_, at) => ({
    value: String(at),
    label: name.format(Date.UTC(2026, 10, 22 + at)),
  }))
  return [...all.slice(1), ...all.slice(0, 1)]
}
