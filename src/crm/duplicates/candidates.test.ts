import { expect, test } from 'vitest'
import { type Comparable, candidates, weighedAgain } from './candidates.ts'
import { alikePairs, likeness, trigrams } from './likeness.ts'
import { companyName, mailDomain, outsideId, personName, phoneDigits } from './written.ts'

function row(id: string, given: Partial<Comparable> & { name: string }): Comparable {
  const blank = { externalId: null, email: null, phone: null, domains: [], within: null, country: null }
  return { id, ...blank, amount: null, madeOn: null, ...given }
}

test('what is written in different ways is made alike', () => {
  expect(companyName('The Müller & Söhne GmbH & Co. KG')).toBe('muller and sohne')
  expect(companyName('MULLER AND SOHNE')).toBe('muller and sohne')
  expect(companyName('AG')).toBe('ag')
  expect(personName('Fischer, Lena')).toBe(personName('lena  FISCHER'))
  expect(mailDomain('Lena+x@Nord.example')).toBe('nord.example')
  expect(mailDomain('lena@gmail.com')).toBeNull()
  expect(phoneDigits('+49 (0)89 1234567')).toBe(phoneDigits('089/1234567'))
  expect(phoneDigits('12 34')).toBeNull()
  expect(outsideId('0017-A')).toBe('17-a')
  expect(outsideId('0015g00000AbCdEAAX')).toBe('0015g00000AbCdE')
  expect(outsideId('0015g00000abcde')).not.toBe(outsideId('0015g00000AbCdE'))
})

test('alike names are found as if each were compared with each', () => {
  const names = [
    'northwind traders',
    'nothwind traders',
    'traders northwind',
    'southwind',
    'acme',
    'acne',
    'contoso retail',
  ]
  const each = names.flatMap((one, a) =>
    names.slice(a + 1).flatMap((other, at) => {
      const how = likeness(trigrams(one), trigrams(other))
      return how >= 0.6 ? [`${a} ${a + 1 + at}`] : []
    }),
  )
  expect(
    alikePairs(names, 0.6)
      .map(({ a, b }) => `${a} ${b}`)
      .sort(),
  ).toEqual(each.sort())
  expect(each).toContain('0 2')
  // pg_trgm: similarity('acme', 'acne') = 0.25
  expect(likeness(trigrams('acme'), trigrams('acne'))).toBe(0.25)
})

test('each pair says what speaks for and against it; numbers, countries and amounts tell things apart', () => {
  const accounts = [
    row('a', { name: 'Northwind Traders Ltd.', country: 'UK', domains: ['northwind.example'] }),
    row('b', { name: 'Nothwind Traders', country: 'UK', domains: ['northwind.example', 'gmail.com'] }),
    row('c', { name: 'NORTHWIND TRADERS', country: 'Canada' }),
    row('d', { name: 'Store 12', domains: ['gmail.com'], country: 'UK' }),
    row('e', { name: 'Store 13', domains: ['gmail.com'], country: 'UK' }),
  ]
  const found = candidates('account', accounts)
  expect(found.map(({ a, b, points, certainty }) => [a, b, points, certainty])).toEqual([['a', 'b', 6.8, 'likely']])
  expect(found[0]!.evidence.map(({ on, points }) => [on, points])).toEqual([
    ['domain', 3],
    ['near name', 2.8],
    ['country', 1],
  ])
  expect(weighedAgain('account', accounts, found)).toEqual(found)
  const renamed = accounts.map((each) => (each.id === 'b' ? { ...each, name: 'Polar Tea', domains: [] } : each))
  expect(weighedAgain('account', renamed, found)).toEqual([])
  expect(weighedAgain('account', accounts.slice(1), found)).toEqual([])
  const contacts = [
    row('a', { name: 'Lena Fischer', email: 'lena@nord.example', within: '1' }),
    row('b', { name: 'Fischer, Lena', email: 'LENA@nord.example', within: '1' }),
    row('c', { name: 'Lena Fischer', email: 'lena@sud.example', within: '2' }),
  ]
  expect(candidates('contact', contacts).map(({ a, b, points }) => [a, b, points])).toEqual([['a', 'b', 11]])
  const renewal = { name: 'Renewal', within: '1' }
  const deals = [
    row('a', { ...renewal, amount: '100 USD', madeOn: '2026-01-05' }),
    row('b', { ...renewal, amount: '100 USD', madeOn: '2026-01-07' }),
    row('c', { ...renewal, amount: '120 USD', madeOn: '2027-01-05' }),
  ]
  expect(candidates('deal', deals).map(({ a, b, points }) => [a, b, points])).toEqual([['a', 'b', 8]])
})
