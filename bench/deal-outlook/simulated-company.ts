import type { DealHistory } from '@drumbeat/deal-outlook'
import { type Random, randomFrom } from '../../packages/deal-outlook/src/random.ts'

/** Days of a simulated quarter. */
export const quarterDays = 91

/** A simulated deal: its life as the company wrote it down, its rep, and what it was worth at its close. */
export interface SimulatedDeal {
  readonly history: DealHistory
  readonly rep: number
  readonly stated: number
  readonly final: number
  /** The chance that it is won once it closes, before the luck of the quarter. */
  readonly chance: number
}

/** What each rep multiplies an honest call by: two sandbag, two have happy ears. */
export const repFactors = [0.7, 0.8, 1, 1, 1, 1, 1.25, 1.4] as const

/** A period of a quarter: its first day after. */
export function quarterEnd(day: number): number {
  return quarterDays * (Math.floor(day / quarterDays) + 1)
}

/**
 * Simulates a company of eight reps for some quarters: deals born at a pace that wanders by quarter, won or lost by sector, size and
 * luck shared by all deals that close in a quarter, rushed towards quarter ends; amounts end at 0.7 to 1.15 of what was stated.
 */
export function simulatedCompany(given: { quarters: number; perQuarter: number; seed: number }): SimulatedDeal[] {
  const { quarters, perQuarter, seed } = given
  const random = randomFrom(seed)
  const luck = Array.from({ length: quarters + 8 }, () => 0.35 * normal(random))
  const deals: SimulatedDeal[] = []
  for (let quarter = 0; quarter < quarters; quarter++) {
    const pace = perQuarter * Math.exp(0.12 * normal(random))
    for (let k = 0; k < pace; k++) {
      const createdOn = quarter * quarterDays + random.whole(quarterDays)
      deals.push(dealOf({ id: `D${deals.length}`, createdOn, luck, random }))
    }
  }
  return deals
}

const sectors = ['cafés', 'hotels', 'offices', 'retail']

function dealOf(given: { id: string; createdOn: number; luck: readonly number[]; random: Random }): SimulatedDeal {
  const { id, createdOn, luck, random } = given
  const [sector, rep] = [random.whole(4), random.whole(8)]
  const stated = Math.round(20_000 * Math.exp(0.7 * normal(random)))
  let on = createdOn + 7 + Math.floor(70 * Math.exp(0.6 * normal(random)))
  if (random.uniform() < 0.3) on = quarterEnd(on) - 1 - random.whole(8)
  on = Math.max(on, createdOn + 1)
  const plain = 0.4 - 0.5 * sector - 0.4 * Math.log(stated / 20_000)
  const logOdds = plain + luck[Math.floor(on / quarterDays)]!
  const as = random.uniform() < 1 / (1 + Math.exp(-logOdds)) ? ('won' as const) : ('lost' as const)
  const guess = createdOn + Math.floor((on - createdOn) * Math.exp(0.4 * normal(random))) + 5
  const values = { sector: sectors[sector]!, rep: `rep ${rep}`, amount: stated, stage: 'open' }
  const half = createdOn + Math.floor((on - createdOn) / 2)
  // Winners reach the second stage more often than losers.
  const reaches = random.uniform() < (as === 'won' ? 0.9 : 0.45) && half > createdOn
  const later = {
    from: half,
    values: { ...values, stage: 'proposal' },
    expectedClose: Math.max(half + 3, on + random.whole(30) - 8),
  }
  const versions = [{ from: createdOn, values, expectedClose: guess }, ...(reaches ? [later] : [])]
  return {
    history: { id, createdOn, versions, closed: { on, as } },
    rep,
    stated,
    final: stated * (0.7 + 0.45 * random.uniform()),
    chance: 1 / (1 + Math.exp(-plain)),
  }
}

/** A standard normal number (Box & Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform())
}
