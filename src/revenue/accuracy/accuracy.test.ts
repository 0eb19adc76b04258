import { expect, test } from 'vitest'
import { measure } from './accuracy.ts'

const outcome = (commitMinor: number, actualMinor: number) => ({ startsOn: '', label: '', commitMinor, actualMinor })

test('accuracy is 1 - WAPE and may be negative; bias is signed', () => {
  const measured = measure([outcome(80, 100), outcome(120, 200)])
  expect(measured.accuracy).toBeCloseTo(1 - 100 / 300, 12)
  expect(measured.bias).toBeCloseTo(-100 / 300, 12)
  expect(measure([outcome(500, 100)]).accuracy).toBe(-3)
})

test('the interval of the bias is that of a ratio estimate by hand', () => {
  // residuals at bias 0.25: 120-125=-5, 140-125=15, 115-125=-10; s = sqrt(3*350/2)/300; t(2) = 4.3026527
  const measured = measure([outcome(120, 100), outcome(140, 100), outcome(115, 100)])
  expect(measured.bias).toBeCloseTo(0.25, 12)
  expect(measured.biasTo! - measured.bias!).toBeCloseTo((4.3026527 * Math.sqrt(525)) / 300, 7)
  expect(measured.verdict).toBe('no clear bias')
})

test('who calls a quarter too low every time is told so, who has two periods is not judged', () => {
  const low = [outcome(74, 100), outcome(75, 101), outcome(73, 99), outcome(76, 100)]
  expect(measure(low).verdict).toBe('calls too low')
  expect(measure(low.slice(0, 2)).verdict).toBe('too few periods')
  expect(measure([outcome(5, 0)])).toMatchObject({ accuracy: null, bias: null })
})
