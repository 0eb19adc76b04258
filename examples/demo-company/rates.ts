import { dayText, monthStart } from './days.ts'
import type { Random } from './random.ts'
import type { RateRow } from './rows.ts'
import type { Story } from './truth.ts'

/** A rate of the euro for each month, wandering around 1.09 dollars. */
export function euroRates(input: { story: Story; random: Random }): RateRow[] {
  const { story, random } = input
  const rows: RateRow[] = []
  let rate = 1.085
  for (let month = monthStart(story.historyStart, -18); month <= story.today; month = monthStart(month, 1)) {
    rate += 0.15 * (1.09 - rate) + 0.011 * random.normal()
    rows.push({ code: 'EUR', starts_on: dayText(month), rate: rate.toFixed(4) })
  }
  return rows
}
