import type { Account } from './accounts.ts'
import { type Day, monthOf, weekday } from './days.ts'
import { type Fate, pulledToQuarterEnd } from './deal-life.ts'
import type { Item } from './items.ts'
import { type Random, weightedPicker } from './random.ts'
import { type FamilyName, prices, type Story, winChance } from './truth.ts'

/** What deals are mostly about, by family. */
const dealShare: Record<FamilyName, number> = {
  'Espresso machines': 0.42,
  Grinders: 0.16,
  'Cold drinks': 0.2,
  'Filter brewers': 0.11,
  'Water and care': 0.07,
  'Spare parts': 0.04,
}
const monthBusyness = [0.95, 1, 1.1, 1.05, 1, 0.95, 1, 0.95, 1.08, 1.08, 1.05, 0.92]
const warmUp = 190

/** The chance, at creation, that a deal is won. */
export function trueWinChance(deal: {
  account: Account
  family: FamilyName
  usd: number
  skill: number
  existing: boolean
  slump: number
  taught: number
}): number {
  const logOdds =
    winChance.base +
    winChance.industry[deal.account.industry] +
    winChance.family[deal.family] +
    winChance.amount * Math.log(deal.usd / 25_000) +
    (deal.existing ? winChance.existingCustomer : 0) +
    deal.skill +
    deal.slump +
    deal.taught
  return 1 / (1 + Math.exp(-logOdds))
}

/** Workdays on which deals are born: busier in some months, more every year. */
export function birthdays(input: { story: Story; random: Random; count: number }): Day[] {
  const { story, random, count } = input
  const first = story.historyStart - warmUp
  const weights = Array.from({ length: story.today - first }, (_, i) => {
    const day = first + i
    if (weekday(day) > 4) return 0
    return monthBusyness[monthOf(day)]! * 1.08 ** ((day - first) / 365)
  })
  const pick = weightedPicker(weights)
  return Array.from({ length: count }, () => first + pick(random)).sort((a, b) => a - b)
}

/** Draws what a deal is about from what is sold on that day. */
export function itemPicker(items: Item[]): (input: { day: Day; random: Random }) => Item {
  const pick = weightedPicker(items.map((item) => dealShare[item.family] * item.share))
  return ({ day, random }) => {
    for (;;) {
      const item = items[pick(random)]!
      if (item.activeFrom <= day && day <= item.activeTo) return item
    }
  }
}

/** What the customer is offered: whole numbers of an item, worth `usd`, written as `amount` in `currency`. */
export type Offer = { quantity: number; usd: number; amount: number; currency: string; perUsd: number }

/** A value that fits the account's size, in whole numbers of the item, with accessories and the account's discount. */
export function offerFor(input: { account: Account; item: Item; random: Random }): Offer {
  const { account, item, random } = input
  const price = item.price / 10_000
  const target =
    11_500 * (account.row.employees / 60) ** 0.3 * Math.exp(0.68 * random.normal()) * (account.seat.strategic ? 2 : 1)
  const quantity = Math.max(1, Math.round(target / price))
  const usd = Math.max(900, quantity * price * (1 + 0.25 * random.uniform()) * (1 - account.discount / 100))
  const currency = account.territory.startsWith('US') ? 'USD' : 'EUR'
  const perUsd = currency === 'USD' ? 1 : prices.euroList
  return { quantity, usd, amount: usd * perUsd, currency, perUsd }
}

/** Settles how a deal will end and when; the value is known already. */
export function fateOf(input: {
  chance: number
  createdOn: Day
  plan: Offer
  behaviour: Fate['behaviour']
  random: Random
}): Fate {
  const { chance, createdOn, plan, behaviour, random } = input
  const won = random.chance(chance)
  const usualDays = 72 * (plan.usd / 15_000) ** 0.22
  const lingers = !won && random.chance(0.07)
  let days = ((usualDays * random.gamma(3.2)) / 3.2) * (won ? 1 : lingers ? 3.5 : 1.12)
  if (won && days > 25 && random.chance(0.08))
    days = Math.max(20, pulledToQuarterEnd({ day: createdOn + Math.round(days), random }) - createdOn)
  return { won, days, amount: plan.amount, behaviour, createdOn, usualDays }
}
