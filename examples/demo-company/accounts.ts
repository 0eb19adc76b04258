import { instantAt } from './days.ts'
import { accountNameMaker } from './names.ts'
import { type Random, weightedPicker } from './random.ts'
import { regionOf } from './roster.ts'
import type { AccountRow } from './rows.ts'
import type { Seat } from './seats.ts'
import { type Industry, type Story, type TerritoryName, territories } from './truth.ts'

/** An account with what the draws need: the seat that owns it, how much it buys, its discount. */
export type Account = {
  row: AccountRow
  territory: TerritoryName
  industry: Industry
  seat: Seat
  weight: number
  discount: number
}

/** Share of accounts, usual number of employees. */
const industries: Record<Industry, { share: number; employees: number }> = {
  Cafés: { share: 0.3, employees: 28 },
  Restaurants: { share: 0.22, employees: 60 },
  Hotels: { share: 0.18, employees: 160 },
  Offices: { share: 0.13, employees: 420 },
  Retail: { share: 0.1, employees: 350 },
  Distributors: { share: 0.07, employees: 110 },
}

const countries: Record<TerritoryName, string[]> = {
  'US East': ['US'],
  'US West': ['US'],
  DACH: ['DE', 'DE', 'DE', 'DE', 'AT', 'CH'],
  Nordics: ['SE', 'SE', 'NO', 'DK', 'FI'],
}

/** Six hundred accounts; the twelve largest of each territory belong to its strategic seat. */
export function openAccounts(input: {
  story: Story
  random: Random
  newId: (at: number) => string
  seats: Seat[]
  territoryIds: Record<TerritoryName, string>
  count: number
}): Account[] {
  const { story, random, seats, territoryIds, count } = input
  const nameFor = accountNameMaker(random.fork('names'))
  const names = Object.keys(industries) as Industry[]
  const pickIndustry = weightedPicker(names.map((name) => industries[name].share))
  const accounts: Account[] = []
  for (const { name: territory, share } of territories) {
    const region = regionOf(territory)
    const own = seats.filter((seat) => seat.territory === territory)
    const strategic = own.find((seat) => seat.strategic)!
    const others = own.filter((seat) => !seat.strategic)
    const here = territory === 'Nordics' ? count - accounts.length : Math.round(count * share)
    const drafts = Array.from({ length: here }, () => {
      const industry = names[pickIndustry(random)]!
      return {
        industry,
        employees: Math.max(3, Math.round(industries[industry].employees * Math.exp(0.9 * random.normal()))),
      }
    }).sort((a, b) => b.employees - a.employees)
    for (const [rank, draft] of drafts.entries()) {
      const large = rank < 12
      const revenue = Math.round((draft.employees * 85_000 * Math.exp(0.4 * random.normal())) / 10_000) * 10_000
      const row: AccountRow = {
        id: input.newId(instantAt({ day: story.historyStart - 300, hours: 10 })),
        external_id: `A-${1001 + accounts.length}`,
        name: nameFor({ region, industry: draft.industry }),
        industry: draft.industry,
        country: random.pick(countries[territory]),
        territory_id: territoryIds[territory],
        employees: draft.employees,
        annual_revenue_minor: revenue * 100,
        founded_year: 2022 - random.whole(60),
      }
      accounts.push({
        row,
        territory,
        industry: draft.industry,
        seat: large ? strategic : others[rank % others.length]!,
        weight: draft.employees ** 0.45 * Math.exp(0.4 * random.normal()),
        discount: random.pick(large ? [8, 10, 12] : [0, 0, 0, 3, 5, 8]),
      })
    }
  }
  return accounts
}
