import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameFinder } from './names.ts'
import { countryNames, industryWords } from './vocabulary.ts'

const items = nameFinder([
  'GTX Pro',
  'GTX Plus Pro',
  'GTX Basic',
  'MG Special',
  'SKU-1001',
  'SKU-1002',
  'Łódź',
  'L40-B',
  'MG Special M',
])

test.each([
  ['GTXPro', 'GTX Pro'],
  ['gtx  basic', 'GTX Basic'],
  ['MG Speical', 'MG Special'],
  ['GTX Bro', undefined],
  ['L40-R', undefined],
  ['MG Special S', undefined],
  ['Lodz', undefined],
  ['SKU-1003', undefined],
  ['GTX Max', undefined],
  ['sku 1001', 'SKU-1001'],
])('"%s" will have meant %s', (written, meant) => {
  const found = items.nearest(written)
  expect(found.state === 'one' ? found.name : undefined).toBe(meant)
})

test('two names equally near are a question', () => {
  expect(nameFinder(['Marten', 'Martin']).nearest('Martn')).toEqual({ state: 'several', names: ['Marten', 'Martin'] })
})

test('a name is always its own nearest, and one dropped letter of a long one is found', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 9, maxLength: 30 }),
      fc.integer({ min: 1, max: 8 }),
      (name, at) => {
        const finder = nameFinder([name])
        expect(finder.nearest(name)).toEqual({ state: 'one', name })
        expect(finder.nearest(name.slice(0, at) + name.slice(at + 1))).toEqual({ state: 'one', name })
      },
    ),
  )
})

test('industries and countries are known by their usual words', () => {
  expect(industryWords().nearest('technolgy')).toEqual({ state: 'one', name: 'technology' })
  expect(countryNames().nearest('Philipines')).toEqual({ state: 'one', name: 'Philippines' })
  expect(['United States', 'Germany', 'Korea', 'de'].every(countryNames().has)).toBe(true)
})
