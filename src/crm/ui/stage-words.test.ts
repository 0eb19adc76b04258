import { expect, test } from 'vitest'
import { percentOf, placesOf, shareOf } from './stage-words.ts'

test('per cent becomes an exact share and comes back the same, for every hundredth from 0 to 100', () => {
  for (let hundredths = 0; hundredths <= 10_000; hundredths++) {
    const typed = String(hundredths / 100)
    const share = shareOf(typed)
    expect(share).toMatch(/^(0(\.\d{1,4})?|1)$/)
    expect(percentOf(share!)).toBe(typed)
  }
})

test.each(['100.01', '101', '-1', '12.345', '1e1', ''])('“%s” is no per cent', (typed) => {
  expect(shareOf(typed)).toBeNull()
})

test('the places of a stage are named by what stands before it, without itself', () => {
  const among = ['Talks', 'Offer', 'Won'].map((name, at) => ({ id: name, name, position: at + 1 }))
  const places = placesOf(among[1] as never, among as never)
  expect(places).toEqual([
    { value: '1', label: 'First' },
    { value: '2', label: 'After Talks' },
    { value: '3', label: 'After Won' },
  ])
})
