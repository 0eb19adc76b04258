import fc from 'fast-check'
import { calculatedCase } from '#goals/incentives/case.ts'
import { incentivesContract } from '#goals/incentives/contract.ts'
import { plansAndHistories } from '../../test/reference/incentives/random-plans.ts'
import { recompute } from '../../test/reference/incentives/recompute.ts'

const COUNT = 10_000

/** Recomputes 10,000 random plans and histories by the independent calculator; fails at the first cent. */
export async function run(): Promise<string> {
  let credits = 0
  const cases = fc.sample(plansAndHistories, { numRuns: COUNT, seed: 16 })
  const started = performance.now()
  for (const given of cases) {
    const said = calculatedCase(incentivesContract.calculate.body.parse(given))
    const expected = recompute(given)
    if (said.earnedMinor !== expected)
      throw new Error(`${JSON.stringify(given)}: ${said.earnedMinor} is not ${expected}.`)
    const lines = said.lines.reduce((sum, line) => sum + line.amountMinor, 0)
    if (lines !== said.earnedMinor)
      throw new Error(`${JSON.stringify(given)}: the lines sum to ${lines}, not ${said.earnedMinor}.`)
    credits += given.credits.length
  }
  const seconds = (performance.now() - started) / 1000
  return `${COUNT.toLocaleString('en-US')} statements with ${credits.toLocaleString('en-US')} credits agree to the cent with the independent calculator, and their lines sum to them (${seconds.toFixed(1)} s).`
}
