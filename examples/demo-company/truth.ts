import { type Day, dayFrom, dayText, monthStart, quarterStart, yearOf } from './days.ts'

/** The parameters the demo company is drawn from: what a good forecast or deal score should find again. */

export type FamilyName = keyof typeof families
export type TerritoryName = (typeof territories)[number]['name']
export type Industry = keyof typeof winChance.industry
export type Behaviour = keyof typeof behaviours

/**
 * Per family: yearly growth of units, months of the year as factors around 1 with the given peak (0 = January) and swing,
 * share of all order lines, mean quantity of a line, spread (coefficient of variation) of a month around its mean.
 */
export const families = {
  'Espresso machines': { growth: 0.05, peak: 10, swing: 0.16, lines: 0.08, quantity: 1.35, spread: 0.07 },
  Grinders: { growth: 0.03, peak: 10, swing: 0.12, lines: 0.1, quantity: 1.7, spread: 0.08 },
  'Cold drinks': { growth: 0.24, peak: 5.5, swing: 0.62, lines: 0.09, quantity: 1.6, spread: 0.1 },
  'Filter brewers': { growth: -0.15, peak: 9, swing: 0.1, lines: 0.09, quantity: 2.2, spread: 0.09 },
  'Water and care': { growth: 0.06, peak: 6, swing: 0.06, lines: 0.38, quantity: 7, spread: 0.05 },
  'Spare parts': { growth: 0.0, peak: 1, swing: 0.05, lines: 0.26, quantity: 2.6, spread: 0.1 },
} as const

/** Where the company sells: share of demand, own growth on top of the family's, currency, months by which the season is shifted. */
export const territories = [
  { name: 'US East', share: 0.31, growth: 0.02, currency: 'USD' },
  { name: 'US West', share: 0.25, growth: 0.03, currency: 'USD' },
  { name: 'DACH', share: 0.26, growth: 0.0, currency: 'EUR' },
  { name: 'Nordics', share: 0.18, growth: -0.01, currency: 'EUR' },
] as const

/** Items bought seldom: the chance that a territory orders any in a month. The mean over all months stays as for the others. */
export const intermittent: Record<string, number> = {
  'PRT-106': 0.55,
  'PRT-107': 0.4,
  'PRT-108': 0.3,
  'PRT-109': 0.35,
  'PRT-110': 0.25,
  'FLT-110': 0.45,
}

/** Yearly price rise on 1 January; the euro price list stands at a fixed ratio to the dollar list. */
export const prices = { yearlyRise: 0.03, euroList: 0.92 }

/** The log-odds that a deal is won at its creation. `amount` is per unit of ln(amount in USD / 25,000). */
export const winChance = {
  base: -0.72,
  amount: -0.36,
  existingCustomer: 0.75,
  industry: { Cafés: 0.45, Hotels: 0.15, Restaurants: 0.0, Offices: -0.55, Retail: -0.35, Distributors: 0.6 },
  family: {
    'Espresso machines': 0.2,
    Grinders: 0.3,
    'Cold drinks': 0.1,
    'Filter brewers': -0.5,
    'Water and care': 0.6,
    'Spare parts': 0.5,
  },
  /** A rep's own skill is drawn with this standard deviation and listed per person. */
  skillSpread: 0.3,
} as const

/**
 * How reps write down what they know. `amount`: stated before closing / true. `horizon`: stated time to close / guessed.
 * `category`: steps up (+) or down (-) from the stage's own forecast category. `lateShare`: entries recorded days late.
 */
export const behaviours = {
  steady: { amount: 1, horizon: 1, category: 0, lateShare: 0.05, reps: [] },
  sandbagger: { amount: 0.74, horizon: 1.35, category: -1, lateShare: 0.05, reps: [2, 9, 17] },
  'happy ears': { amount: 1.3, horizon: 0.58, category: 1, lateShare: 0.05, reps: [4, 12, 15, 21] },
  'late recorder': { amount: 1, horizon: 1, category: 0, lateShare: 0.55, reps: [7] },
} as const

/** Each year's promotions: first day (month-day), length, uplift of demand within, dip in the two weeks after, discount in percent. */
const yearlyPromotions = [
  { name: 'Care bundle', from: '01-15', days: 17, family: 'Water and care', where: 'all', uplift: 1.3, discount: 5 },
  {
    name: 'Spring grinder weeks',
    from: '03-10',
    days: 15,
    family: 'Grinders',
    where: 'all',
    uplift: 1.65,
    discount: 10,
  },
  { name: 'Summer cold bar', from: '06-01', days: 14, family: 'Cold drinks', where: 'US', uplift: 1.45, discount: 8 },
  {
    name: 'Autumn brew upgrade',
    from: '10-05',
    days: 14,
    family: 'Filter brewers',
    where: 'Europe',
    uplift: 1.5,
    discount: 12,
  },
] as const

export type Promotion = {
  name: string
  family: FamilyName
  territories: TerritoryName[]
  startsOn: Day
  endsOn: Day
  uplift: number
  dipAfter: number
  discount: number
}

/** The dated part of the story, told backwards from today. Ends are exclusive. */
export type Story = {
  today: Day
  historyStart: Day
  promotions: Promotion[]
  stockOut: { item: string; startsOn: Day; endsOn: Day }
  newItems: { item: string; activeFrom: Day; monthsToFull: number }[]
  endingItem: { item: string; declinesFrom: Day; activeTo: Day }
  /** Win chances fall for deals born from 60 days before `startsOn`, demand for machines from `startsOn`. */
  slump: { territory: TerritoryName; startsOn: Day; winLogOdds: number; demand: number }
}

/** Lays the story on the calendar: history covers the running quarter and the twelve before it. */
export function storyFor(today: Day): Story {
  const historyStart = quarterStart(today, -12)
  return {
    today,
    historyStart,
    promotions: promotionsBetween({ from: historyStart, to: today }),
    stockOut: { item: 'ESP-105', startsOn: today - 462, endsOn: today - 421 },
    newItems: [
      { item: 'GRD-109', activeFrom: monthStart(today, -15), monthsToFull: 6 },
      { item: 'CLD-110', activeFrom: monthStart(today, -8), monthsToFull: 5 },
    ],
    endingItem: { item: 'FLT-108', declinesFrom: monthStart(today, -7), activeTo: today + 45 },
    slump: { territory: 'DACH', startsOn: today - 135, winLogOdds: -1, demand: 0.84 },
  }
}

/** Twelve factors around 1 for the months of the year. */
export function seasonOf(input: { peak: number; swing: number }): number[] {
  const raw = Array.from({ length: 12 }, (_, month) =>
    Math.exp(input.swing * Math.cos((2 * Math.PI * (month - input.peak)) / 12)),
  )
  const mean = raw.reduce((sum, factor) => sum + factor, 0) / 12
  return raw.map((factor) => factor / mean)
}

function promotionsBetween(span: { from: Day; to: Day }): Promotion[] {
  const years = Array.from({ length: yearOf(span.to) - yearOf(span.from) + 1 }, (_, i) => yearOf(span.from) + i)
  return years
    .flatMap((year) => yearlyPromotions.map((promotion) => datedPromotion({ promotion, year })))
    .filter((promotion) => promotion.endsOn > span.from && promotion.startsOn <= span.to)
}

function datedPromotion(input: { promotion: (typeof yearlyPromotions)[number]; year: number }): Promotion {
  const { name, family, where, from, days, uplift, discount } = input.promotion
  const startsOn = dayFrom(`${input.year}-${from}`)
  const covered = {
    all: ['US East', 'US West', 'DACH', 'Nordics'],
    US: ['US East', 'US West'],
    Europe: ['DACH', 'Nordics'],
  }
  const names = covered[where] as TerritoryName[]
  const label = `${name} ${dayText(startsOn).slice(0, 4)}`
  return {
    name: label,
    family,
    territories: names,
    startsOn,
    endsOn: startsOn + days,
    uplift,
    dipAfter: 0.86,
    discount,
  }
}
