import type { Account } from './accounts.ts'
import { type Day, dayText, instantAt, instantText, yearOf } from './days.ts'
import type { Win } from './deals.ts'
import type { Demand } from './demand.ts'
import type { Item } from './items.ts'
import { type Random, weightedPicker } from './random.ts'
import type { OrderLineRow } from './rows.ts'
import { holderOn } from './seats.ts'
import { prices, type Story, type TerritoryName, territories } from './truth.ts'

/** Share of orders holding what a recently won deal was about that come from that deal's account. */
const fromDeals = 0.6
const dealWindow = { from: 4, to: 75 }

/** Gathers a day's demand of a territory into orders of a few lines and gives each a customer, a channel and exact amounts. */
export function takeOrders(input: {
  story: Story
  demand: Demand[]
  accounts: Account[]
  wins: Win[]
  random: Random
  newId: (at: number) => string
}): OrderLineRow[] {
  const { story, random } = input
  const queue = shuffledByDay(input.demand, random)
  const customerFor = customerPicker(input)
  const numbers = new Map<number, number>()
  const rows: OrderLineRow[] = []
  for (let i = 0; i < queue.length; ) {
    const first = queue[i]!
    const wanted = 1 + Math.floor(-2.1 * Math.log(1 - random.uniform()))
    let end = i + 1
    while (
      end < queue.length &&
      end - i < wanted &&
      queue[end]!.day === first.day &&
      queue[end]!.territory === first.territory
    )
      end++
    const lines = queue.slice(i, end)
    i = end
    const account = customerFor(lines)
    const year = yearOf(first.day)
    const number = (numbers.get(year) ?? 0) + 1
    numbers.set(year, number)
    const order = {
      order_number: `SO-${year}-${String(number).padStart(5, '0')}`,
      ordered_on: dayText(first.day),
      account_id: account.row.id,
      territory_id: account.row.territory_id,
      owner_id: holderOn(account.seat, first.day).personId,
      channel: channelOf({ account, lines, random }),
      currency: first.territory.startsWith('US') ? 'USD' : 'EUR',
    }
    const recordedAt = Math.min(instantAt({ day: first.day + 1, hours: 2 }), instantAt({ day: story.today, hours: 4 }))
    for (const [index, line] of lines.entries()) {
      const id = input.newId(recordedAt)
      rows.push({
        id,
        identity: id,
        ...order,
        line_number: String(index + 1),
        item_id: line.item.row.id,
        promotion: line.promotion?.name ?? null,
        quantity: decimal(line.quantity * 10_000),
        amount: decimal(lineAmount({ line, account, story })),
        ...delivery({ line, place: rows.length, today: story.today }),
        recorded_at: instantText(recordedAt),
      })
    }
  }
  return rows
}

/** Due two weeks after the order; about one line in twelve ships late, one in thirty short. Drawn from its place, so that nothing else moves. */
function delivery({ line, place, today }: { line: Demand; place: number; today: Day }) {
  const chance = (place * 7919) % 10_007
  const shipped = line.day + 6 + (chance % 6) + (chance % 12 === 5 ? 9 : 0)
  const units = line.quantity * 10_000
  const isShort = chance % 31 === 3 && line.quantity >= 200
  return {
    due_on: dayText(line.day + 14),
    shipped_on: shipped <= today ? dayText(shipped) : null,
    shipped_quantity: shipped <= today ? decimal(isShort ? units - 1_000_000 : units) : null,
  }
}

/** In millionths of the currency: quantity (hundredths) x unit price (ten-thousandths) x what the discounts leave (hundredths). */
function lineAmount(input: { line: Demand; account: Account; story: Story }): number {
  const { line, account, story } = input
  const price = unitPrice({ item: line.item, day: line.day, territory: line.territory, story })
  const left = 100 - account.discount - (line.promotion?.discount ?? 0)
  return ((line.quantity * price) / 100) * left
}

/** The list of the year, to the cent unless the item's own list price is finer; whole ten-thousandths. */
function unitPrice(input: { item: Item; day: Day; territory: TerritoryName; story: Story }): number {
  const { item, day, territory, story } = input
  const rise = (1 + prices.yearlyRise) ** (yearOf(day) - yearOf(story.historyStart))
  const ratio = territory.startsWith('US') ? 1 : prices.euroList
  const step = item.price % 100 === 0 ? 100 : 1
  return Math.round((item.price * rise * ratio) / step) * step
}

/** Millionths as an exact decimal. */
function decimal(millionths: number): string {
  const whole = Math.floor(millionths / 1_000_000)
  const rest = millionths % 1_000_000
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(6, '0')}`
}

function shuffledByDay(demand: Demand[], random: Random): Demand[] {
  const keyed = demand.map((line) => {
    const territory = territories.findIndex((candidate) => candidate.name === line.territory)
    return { line, place: line.day * territories.length + territory, lot: random.bits() }
  })
  return keyed.sort((a, b) => a.place - b.place || a.lot - b.lot).map(({ line }) => line)
}

function customerPicker(input: { accounts: Account[]; wins: Win[]; random: Random }): (lines: Demand[]) => Account {
  const { accounts, wins, random } = input
  const byTerritory = new Map(
    territories.map(({ name }) => {
      const own = accounts.filter((account) => account.territory === name)
      return [name, { own, pick: weightedPicker(own.map((account) => account.weight)) }] as const
    }),
  )
  const won = Map.groupBy(
    [...wins].sort((a, b) => a.closedOn - b.closedOn),
    (win) => `${win.account.territory}/${win.family}`,
  )
  return (lines) => {
    const { territory, day } = lines[0]!
    for (const line of lines) {
      const recent = won.get(`${territory}/${line.item.family}`)
      if (!recent || !random.chance(fromDeals)) continue
      const from = firstSince(recent, day - dealWindow.to)
      const to = firstSince(recent, day - dealWindow.from)
      if (to > from) return recent[from + random.whole(to - from)]!.account
    }
    const { own, pick } = byTerritory.get(territory)!
    return own[pick(random)]!
  }
}

function firstSince(wins: Win[], day: Day): number {
  let low = 0
  let high = wins.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (wins[middle]!.closedOn >= day) high = middle
    else low = middle + 1
  }
  return low
}

function channelOf(input: { account: Account; lines: Demand[]; random: Random }): string {
  const { account, lines, random } = input
  if (account.industry === 'Distributors') return 'distributor'
  const small = lines.every((line) => line.item.family === 'Water and care' || line.item.family === 'Spare parts')
  return random.chance(small ? 0.65 : 0.1) ? 'web shop' : 'direct'
}
