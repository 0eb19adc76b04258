import type { Account } from './accounts.ts'
import { type CourseTaken, taughtBy } from './courses.ts'
import { type Day, dayOf, dayText, instantAt, instantText } from './days.ts'
import { birthdays, fateOf, itemPicker, offerFor, trueWinChance } from './deal-birth.ts'
import { liveDeal } from './deal-life.ts'
import { type Entry, recordDeal, standing } from './deal-record.ts'
import type { Item } from './items.ts'
import { type Random, weightedPicker } from './random.ts'
import type { DealRow, DealVersionRow, StageRow } from './rows.ts'
import { holderOn } from './seats.ts'
import type { StageName } from './stages.ts'
import { behaviours, type FamilyName, type Story } from './truth.ts'

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

type Setting = {
  story: Story
  courses: readonly CourseTaken[]
  pipelineId: string
  stages: Record<StageName, StageRow>
  random: Random
  newId: (at: number) => string
}
type Start = { number: number; createdOn: Day; account: Account; item: Item; isCustomer: boolean }

/** Opens deals from a while before the history to yesterday and lives each of them up to the morning of today. */
export function dealStory(input: Setting & { accounts: Account[]; items: Item[]; count: number }): Deals {
  const { story, accounts, random, count } = input
  const pickAccount = weightedPicker(accounts.map((account) => account.weight * (account.seat.strategic ? 1.6 : 1)))
  const pickItem = itemPicker(input.items)
  const customerSince = new Map<Account, Day>()
  const result: Deals = { deals: [], versions: [], wins: [], coming: [], chances: [] }
  for (const [number, createdOn] of birthdays({ story, random, count }).entries()) {
    const account = accounts[pickAccount(random)]!
    const item = pickItem({ day: createdOn, random })
    const isCustomer = (customerSince.get(account) ?? Number.POSITIVE_INFINITY) < createdOn
    const { deal, versions, chance, win, coming } = oneDeal(input, { number, createdOn, account, item, isCustomer })
    result.deals.push(deal)
    result.versions.push(...versions)
    result.chances.push({ dealId: deal.id, winChance: chance })
    if (coming) result.coming.push(coming)
    if (!win) continue
    result.wins.push(win)
    customerSince.set(account, Math.min(customerSince.get(account) ?? win.closedOn, win.closedOn))
  }
  return result
}

type OneDeal = { deal: DealRow; versions: DealVersionRow[]; chance: number; win?: Win; coming?: Win }

function oneDeal({ story, courses, pipelineId, stages, random, newId }: Setting, start: Start): OneDeal {
  const { createdOn, account, item } = start
  const { personId, behaviour, skill } = holderOn(account.seat, createdOn)
  const plan = offerFor({ account, item, random })
  const slump = slumpOf({ story, account, createdOn })
  const chance = trueWinChance({
    account,
    family: item.family,
    usd: plan.usd,
    skill,
    existing: start.isCustomer,
    slump,
    taught: taughtBy(courses, { personId, createdOn }),
  })
  const fate = fateOf({ chance, createdOn, plan, behaviour, random })
  const until = instantAt({ day: story.today, hours: 4 })
  const moments = liveDeal({ fate, until, random })
  const entries = recordDeal({ moments, lateShare: behaviours[behaviour].lateShare, until, random })
  const owned = withHandover({ entries, account })
  const id = newId(entries[0]!.recordedAt)
  const fixed = {
    name: `${account.row.name}: ${plan.quantity} × ${item.row.name}`,
    account_id: account.row.id,
    item_id: item.row.id,
    amount_basis: 'stated' as const,
    currency: plan.currency,
  }
  const versions = owned.map(({ entry, owner }): DealVersionRow => {
    const { validAt, recordedAt, reason, retractedAt } = entry
    return {
      id: newId(recordedAt),
      deal_id: id,
      valid_at: instantText(validAt),
      recorded_at: instantText(recordedAt),
      owner_id: owner,
      ...fixed,
      ...stateOf(entry, stages),
      reason,
      retracted_at: retractedAt === null ? null : instantText(retractedAt),
    }
  })
  const last = standing(entries)
  const deal: DealRow = {
    id,
    external_id: `D-${10001 + start.number}`,
    pipeline_id: pipelineId,
    owner_id: owned.find(({ entry }) => entry === last)!.owner,
    outcome: stages[last.stage].outcome,
    ...fixed,
    ...stateOf(last, stages),
    created_on: dayText(createdOn),
    stage_since: instantText(stageSince(entries, last)),
    changed_at: instantText(Math.max(...entries.map((entry) => entry.retractedAt ?? entry.recordedAt))),
  }
  const about = { account, family: item.family }
  if (last.closedOn === null) {
    const closedOn = Math.max(story.today, createdOn + Math.round(fate.days))
    return { deal, versions, chance, ...(fate.won && { coming: { ...about, closedOn, value: plan.usd } }) }
  }
  const win = { ...about, closedOn: last.closedOn, value: last.amount / plan.perUsd }
  return { deal, versions, chance, ...(last.stage === 'Won' && { win }) }
}

/** Deals of the slumping territory suffer when they were born in the slump or shortly before it. */
function slumpOf(input: { story: Story; account: Account; createdOn: Day }): number {
  const { territory, startsOn, winLogOdds } = input.story.slump
  return input.account.territory === territory && input.createdOn >= startsOn - 60 ? winLogOdds : 0
}

/** Names the owner of each entry; a deal open when its owner leaves gets an entry for the successor. */
function withHandover(input: { entries: Entry[]; account: Account }): { entry: Entry; owner: string }[] {
  const { entries, account } = input
  const handover = account.seat.holders.at(-1)!.startsOn
  const owned = entries.map((entry) => ({ entry, owner: holderOn(account.seat, dayOf(entry.validAt)).personId }))
  if (account.seat.holders.length < 2) return owned
  const at = instantAt({ day: handover, hours: 12 })
  const before = entries.filter((entry) => entry.retractedAt === null && entry.validAt < at)
  const last = before.at(-1)
  if (!last || last.closedOn !== null) return owned
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

function stateOf(entry: Entry, stages: Record<StageName, StageRow>) {
  return {
    stage_id: stages[entry.stage].id,
    forecast_category: entry.category,
    amount_minor: entry.amount * 100,
    expected_close: dayText(entry.expectedClose),
    closed_on: entry.closedOn === null ? null : dayText(entry.closedOn),
  }
}

/** When the current stage was entered for the last time. */
function stageSince(entries: readonly Entry[], last: Entry): number {
  const live = entries.filter((entry) => entry.retractedAt === null).sort((a, b) => a.validAt - b.validAt)
  const foreign = live.findLastIndex((entry) => entry.stage !== last.stage)
  return live[foreign + 1]!.validAt
}
