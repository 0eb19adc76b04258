import type { Account } from './accounts.ts'
import { type Day, dayOf, dayText, instantAt, instantText, monthOf, weekday } from './days.ts'
import { type Fate, liveDeal, pulledToQuarterEnd } from './deal-life.ts'
import { type Entry, recordDeal, standing } from './deal-record.ts'
import type { Item } from './items.ts'
import { holderOn } from './people.ts'
import { type Random, weightedPicker } from './random.ts'
import type { DealRow, DealVersionRow, StageRow } from './rows.ts'
import type { StageName } from './stages.ts'
import { behaviours, type FamilyName, prices, type Story, winChance } from './truth.ts'

/** A won deal, for the orders that follow it and the quotas that measure it. Value in the company's currency, whole units. */
export type Win = { account: Account; family: FamilyName; closedOn: Day; value: number }

export type Deals = {
  deals: DealRow[]
  versions: DealVersionRow[]
  wins: Win[]
  /** Deals still open that fate will win, as they would close if nothing changed. */
  coming: Win[]
  chances: { dealId: string; winChance: number }[]
}

/** What deals are mostly about, by family. */
const dealShare: Record<FamilyName, number> = {
  'Espresso machines': 0.42,
  Grinders: 0.16,
  'Cold drinks': 0.2,
  'Filter brewers': 0.11,
  'Water and care': 0.07,
  'Spare parts': 0.04,
}
const monthBusyness = [0.95, 1, 1.1, 1.05, 1, 0.95, 0.92, 0.86, 1.05, 1.1, 1.1, 0.88]
const warmUp = 130

/** Opens deals from a while before the history to yesterday and lives each of them up to the morning of today. */
export function dealStory(input: {
  story: Story
  accounts: Account[]
  items: Item[]
  pipelineId: string
  stages: Record<StageName, StageRow>
  random: Random
  newId: (at: number) => string
  count: number
}): Deals {
  const { story, accounts, random, newId, count } = input
  const until = instantAt({ day: story.today, hours: 4 })
  const born = birthdays({ story, random, count })
  const pickAccount = weightedPicker(accounts.map((account) => account.weight * (account.seat.strategic ? 1.6 : 1)))
  const pickItem = itemPicker(input.items)
  const customers = new Map<Account, Day>()
  const result: Deals = { deals: [], versions: [], wins: [], coming: [], chances: [] }
  const lastHandover = (account: Account) => account.seat.holders.at(-1)!.startsOn

  for (const [index, createdOn] of born.entries()) {
    const account = accounts[pickAccount(random)]!
    const item = pickItem({ day: createdOn, random })
    const holder = holderOn(account.seat, createdOn)
    const plan = offer({ account, item, random })
    const chance = trueWinChance({
      account,
      family: item.family,
      usd: plan.usd,
      skill: holder.skill,
      existing: (customers.get(account) ?? Infinity) < createdOn,
      slump:
        story.slump.territory === account.territory && createdOn >= story.slump.startsOn - 60
          ? story.slump.winLogOdds
          : 0,
    })
    const fate = fateOf({ chance, createdOn, plan, behaviour: holder.behaviour, random })
    const moments = liveDeal({ fate, until, random })
    const lateShare = behaviours[holder.behaviour].lateShare
    const entries = recordDeal({ moments, lateShare, until, random })
    if (entries.length === 0) continue
    const id = newId(entries[0]!.recordedAt)
    const fixed = {
      name: `${account.row.name}: ${plan.quantity} × ${item.row.name}`,
      account_id: account.row.id,
      item_id: item.row.id,
      amount_basis: 'stated' as const,
      currency: plan.currency,
    }
    const handedOver = withHandover({ entries, handover: lastHandover(account), account })
    for (const { entry, owner } of handedOver) {
      result.versions.push({
        id: newId(entry.recordedAt),
        deal_id: id,
        owner_id: owner,
        ...fixed,
        ...written(entry, input.stages),
      })
    }
    const last = standing(entries)
    const live = handedOver.find(({ entry }) => entry === last)!
    const stage = input.stages[last.stage]
    result.deals.push({
      id,
      external_id: `D-${10001 + index}`,
      pipeline_id: input.pipelineId,
      owner_id: live.owner,
      stage_id: stage.id,
      outcome: stage.outcome,
      ...fixed,
      forecast_category: last.category,
      amount_minor: last.amount * 100,
      created_on: dayText(createdOn),
      expected_close: dayText(last.expectedClose),
      closed_on: last.closedOn === null ? null : dayText(last.closedOn),
      stage_since: instantText(stageSince(entries, last)),
      changed_at: instantText(Math.max(...entries.map((entry) => entry.recordedAt))),
    })
    result.chances.push({ dealId: id, winChance: chance })
    if (last.closedOn !== null && last.stage === 'Won') {
      customers.set(account, Math.min(customers.get(account) ?? Infinity, last.closedOn))
      result.wins.push({ account, family: item.family, closedOn: last.closedOn, value: last.amount / plan.perUsd })
    } else if (last.closedOn === null && fate.won) {
      const closedOn = Math.max(story.today, createdOn + Math.round(fate.days))
      result.coming.push({ account, family: item.family, closedOn, value: plan.usd })
    }
  }
  return result
}

/** The chance, at creation, that a deal is won. */
export function trueWinChance(deal: {
  account: Account
  family: FamilyName
  usd: number
  skill: number
  existing: boolean
  slump: number
}): number {
  const logOdds =
    winChance.base +
    winChance.industry[deal.account.industry] +
    winChance.family[deal.family] +
    winChance.amount * Math.log(deal.usd / 25_000) +
    (deal.existing ? winChance.existingCustomer : 0) +
    deal.skill +
    deal.slump
  return 1 / (1 + Math.exp(-logOdds))
}

function birthdays(input: { story: Story; random: Random; count: number }): Day[] {
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

function itemPicker(items: Item[]): (input: { day: Day; random: Random }) => Item {
  const pick = weightedPicker(items.map((item) => dealShare[item.family] * item.share))
  return ({ day, random }) => {
    for (;;) {
      const item = items[pick(random)]!
      if (item.activeFrom <= day && day <= item.activeTo) return item
    }
  }
}

type Offer = { quantity: number; usd: number; amount: number; currency: string; perUsd: number }

/** A value that fits the account's size, in whole numbers of the item, with accessories and the account's discount. */
function offer(input: { account: Account; item: Item; random: Random }): Offer {
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

function fateOf(input: {
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
  if (won && days > 25 && random.chance(0.12))
    days = Math.max(20, pulledToQuarterEnd({ day: createdOn + Math.round(days), random }) - createdOn)
  return { won, days, amount: plan.amount, behaviour, createdOn, usualDays }
}

/** Names the owner of each entry; a deal open when its owner leaves gets an entry for the successor. */
function withHandover(input: { entries: Entry[]; handover: Day; account: Account }): { entry: Entry; owner: string }[] {
  const { entries, handover, account } = input
  const at = instantAt({ day: handover, hours: 12 })
  const owned = entries.map((entry) => ({ entry, owner: holderOn(account.seat, dayOf(entry.validAt)).personId }))
  const before = entries.filter((entry) => entry.retractedAt === null && entry.validAt < at)
  const last = before.at(-1)
  const untouched = account.seat.holders.length < 2 || !last || last.closedOn !== null
  if (untouched) return owned
  const recordedLate = before.some((entry) => entry.recordedAt >= at)
  const entry: Entry = {
    ...last,
    validAt: at,
    recordedAt: recordedLate ? Math.max(...before.map((e) => e.recordedAt)) + 1000 : at,
    reason: 'Handed over',
    retractedAt: null,
  }
  const position = owned.findLastIndex((candidate) => candidate.entry.validAt < at) + 1
  entries.splice(position, 0, entry)
  owned.splice(position, 0, { entry, owner: holderOn(account.seat, handover).personId })
  return owned
}

function written(entry: Entry, stages: Record<StageName, StageRow>) {
  return {
    valid_at: instantText(entry.validAt),
    recorded_at: instantText(entry.recordedAt),
    stage_id: stages[entry.stage].id,
    forecast_category: entry.category,
    amount_minor: entry.amount * 100,
    expected_close: dayText(entry.expectedClose),
    closed_on: entry.closedOn === null ? null : dayText(entry.closedOn),
    reason: entry.reason,
    retracted_at: entry.retractedAt === null ? null : instantText(entry.retractedAt),
  }
}

/** When the current stage was entered for the last time. */
function stageSince(entries: readonly Entry[], last: Entry): number {
  const live = entries.filter((entry) => entry.retractedAt === null).sort((a, b) => a.validAt - b.validAt)
  const foreign = live.findLastIndex((entry) => entry.stage !== last.stage)
  return live[foreign + 1]!.validAt
}
