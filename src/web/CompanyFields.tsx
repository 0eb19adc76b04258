import { Group, NativeSelect, TextInput, Title } from '@mantine/core'

const currencies = [
  'USD',
  'EUR',
  'GBP',
  'CHF',
  'JPY',
  'CNY',
  'INR',
  'AUD',
  'CAD',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'BRL',
  'MXN',
  'ZAR',
  'SGD',
]
const locales = [
  'en-US',
  'en-GB',
  'de-DE',
  'de-CH',
  'fr-FR',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'sv-SE',
  'ja-JP',
]

/** What the first owner says of the company; all of it can be changed later. */
export function CompanyFields() {
  const months = Array.from({ length: 12 }, (_, at) => ({ value: String(at + 1), label: monthName(at) }))
  const own = localeOf(navigator.language)
  return (
    <>
      <Title order={2} mt="sm">
        Your company
      </Title>
      <TextInput
        name="company"
        label="Name"
        autoComplete="organization"
        required
        withAsterisk={false}
        maxLength={200}
      />
      <Group grow align="flex-start">
        <NativeSelect name="currency" label="Currency" data={currencies} defaultValue={currencyOf[own] ?? 'EUR'} />
        <NativeSelect name="locale" label="Numbers and dates" data={locales.map(written)} defaultValue={own} />
      </Group>
      <Group grow align="flex-start">
        <NativeSelect
          name="calendar"
          label="Fiscal calendar"
          data={[
            { value: 'month', label: 'Calendar months' },
            { value: '4-4-5', label: '4-4-5 weeks' },
            { value: '4-5-4', label: '4-5-4 weeks (retail)' },
            { value: '5-4-4', label: '5-4-4 weeks' },
            { value: '13x4', label: '13 × 4 weeks' },
          ]}
        />
        <NativeSelect name="startMonth" label="Fiscal year starts in" data={months} />
      </Group>
    </>
  )
}

const currencyOf: Record<string, string> = {
  'en-US': 'USD',
  'en-GB': 'GBP',
  'de-CH': 'CHF',
  'pl-PL': 'PLN',
  'pt-BR': 'BRL',
  'sv-SE': 'SEK',
  'ja-JP': 'JPY',
}

/** The browser's own locale, else one of its language, else American English. */
function localeOf(wanted: string): string {
  const language = wanted.split('-')[0]
  return locales.find((each) => each === wanted) ?? locales.find((each) => each.split('-')[0] === language) ?? 'en-US'
}

function written(locale: string): { value: string; label: string } {
  return {
    value: locale,
    label: `${new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1234.5)} (${locale})`,
  }
}

function monthName(at: number): string {
  return new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, at, 1))
}
