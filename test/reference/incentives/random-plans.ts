import fc from 'fast-check'
import type { TermsGiven } from '#goals/incentives/terms.ts'
import type { Given } from './recompute.ts'

const cents = (max: number, min = 0) =>
  fc
    .integer({ min, max })
    .map(
      (minor) =>
        `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`,
    )
const rate = fc.integer({ min: 0, max: 300_000 }).map((ppm) => (ppm / 1_000_000).toFixed(6))
const multiple = fc.integer({ min: 1_000_000, max: 3_000_000 }).map((ppm) => (ppm / 1_000_000).toFixed(6))
const share = fc.constantFrom('1', '0.5', '0.333333', '0.25', '0.7')
const day = fc.integer({ min: 1, max: 28 }).map((nth) => `2026-02-${String(nth).padStart(2, '0')}`)
const appliesTo = fc.option(fc.record({ minimum: cents(5_000_000), from: day, to: day }, { requiredKeys: [] }), {
  nil: undefined,
})
const steps = (most: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 5 }).chain((starts) => {
    const sorted = starts.sort((a, b) => a - b)
    return fc.tuple(...sorted.map(() => rate)).map((rates) => sorted.map((from, at) => ({ from, rate: rates[at]! })))
  })
const rule = fc.oneof(
  fc.record({ kind: fc.constant('commission' as const), rate: fc.option(rate), appliesTo }),
  fc.record({
    kind: fc.constant('spiff' as const),
    amount: cents(100_000),
    per: fc.constantFrom('deal' as const, 'unit' as const),
    appliesTo,
  }),
  fc.record({ kind: fc.constant('bonus' as const), at: multiple, amount: cents(1_000_000), appliesTo }),
  fc.record({
    kind: fc.constant('accelerator' as const),
    above: multiple,
    multiplier: multiple,
    rate: fc.option(rate),
    appliesTo,
  }),
  fc.record({
    kind: fc.constant('tiers' as const),
    by: fc.constant('attainment' as const),
    manner: fc.constantFrom('marginal' as const, 'retroactive' as const),
    steps: steps(2000).map((some) => some.map(({ from, rate }) => ({ from: (from / 1000).toFixed(3), rate }))),
    appliesTo,
  }),
  fc.record({
    kind: fc.constant('tiers' as const),
    by: fc.constant('amount' as const),
    manner: fc.constantFrom('marginal' as const, 'retroactive' as const),
    steps: steps(400_000).map((some) => some.map(({ from, rate }) => ({ from: String(from), rate }))),
    appliesTo,
  }),
)

/** Any plan with any history of sales and returns of one period. */
export const plansAndHistories: fc.Arbitrary<Given> = fc.record({
  minorDigits: fc.constantFrom(2, 2, 2, 0, 3),
  quota: fc.option(cents(40_000_000, 100)),
  rate: fc.option(rate),
  terms: fc.record({ rules: fc.array(rule, { minLength: 1, maxLength: 5 }), cap: fc.option(cents(3_000_000)) }).map(
    ({ rules, cap }): TermsGiven => ({
      currency: 'USD',
      counts: 'order lines',
      cap,
      rules: rules.map((each, at) => {
        const { appliesTo: counted, ...rest } = each
        return { ...rest, name: `rule ${at}`, ...(counted && { appliesTo: counted }) }
      }),
    }),
  ),
  credits: fc
    .array(
      fc.record({
        day,
        amount: cents(9_000_000, -2_000_000),
        units: fc.option(fc.integer({ min: -5, max: 50 }).map(String)),
        share,
      }),
      { maxLength: 25 },
    )
    .map((credits) => credits.map((credit, at) => ({ id: `c${at}`, ...credit }))),
})
