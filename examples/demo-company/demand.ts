import { type Day, monthEnd, monthOf, monthStart, weekday } from './days.ts'
import type { Item } from './items.ts'
import { type Random, weightedPicker } from './random.ts'
import {
  families,
  intermittent,
  type Promotion,
  type Story,
  seasonOf,
  type TerritoryName,
  territories,
} from './truth.ts'

/** One line of demand before it has a customer. Quantity in hundredths of the item's unit. */
export type Demand = {
  item: Item
  territory: TerritoryName
  day: Day
  quantity: number
  promotion: Promotion | undefined
}

/** What an item's series was drawn from; level = units a month over all territories at the start of the history. */
export type ItemTruth = {
  item: string
  level: number
  growth: number
  season: number[]
  meanQuantity: number
  spread: number
  monthlyChance: number | null
}

export type DemandTruth = { items: ItemTruth[]; stockOutLostUnits: number }

type Cell = {
  item: Item
  territory: TerritoryName
  days: Day[]
  weights: number[]
  rate: number
  promotions: Promotion[]
}

const workdaysPerMonth = 21.75
const weekdayWeight = [1.05, 1.02, 1, 1, 0.93, 0.12, 0.05]
const slumping = new Set(['Espresso machines', 'Grinders', 'Cold drinks', 'Filter brewers'])

/**
 * Draws exactly `count` lines. The rate of a month is level x trend x season x the days open, where a day counts by its
 * weekday, promotion, stock-out, ramp-up or phase-out; lines are Poisson around rate x noise.
 */
export function drawDemand(input: { story: Story; items: Item[]; random: Random; count: number }): {
  demand: Demand[]
  truth: DemandTruth
} {
  const { story, items, random, count } = input
  const growths = items.map((item) => families[item.family].growth + 0.02 * random.normal())
  const { cells, lost } = cellsOf({ story, items, growths })
  const scale = count / cells.reduce((sum, cell) => sum + cell.rate, 0)
  const demand: Demand[] = []
  const noise = monthlyNoise(random.fork('noise'))
  for (const cell of cells) {
    const lines = random.poisson(cell.rate * scale * noise(cell))
    if (lines === 0) continue
    const pickDay = weightedPicker(cell.weights)
    for (let i = 0; i < lines; i++) demand.push(oneLine({ cell, day: cell.days[pickDay(random)]!, random }))
  }
  while (demand.length > count) {
    const index = random.whole(demand.length)
    demand[index] = demand.at(-1)!
    demand.pop()
  }
  while (demand.length < count) demand.push({ ...random.pick(demand) })
  const truths = items.map((item, index) =>
    itemTruth({ item, growth: growths[index]!, linesPerMonth: baseLines(item) * scale }),
  )
  return { demand, truth: { items: truths, stockOutLostUnits: Math.round(lost * scale) } }
}

function cellsOf(input: { story: Story; items: Item[]; growths: number[] }): { cells: Cell[]; lost: number } {
  const { story, items, growths } = input
  const cells: Cell[] = []
  let lost = 0
  for (const [index, item] of items.entries()) {
    const season = seasonOf(families[item.family])
    for (const territory of territories) {
      const promotions = story.promotions.filter(
        (p) => p.family === item.family && p.territories.includes(territory.name),
      )
      for (let start = story.historyStart; start <= story.today; start = monthStart(start, 1)) {
        const years = (start + 15 - story.historyStart) / 365.25
        const growth = (1 + growths[index]! + territory.growth) ** years
        const perDay = (baseLines(item) * territory.share * growth * season[monthOf(start)]!) / workdaysPerMonth
        const days: Day[] = []
        const weights: number[] = []
        let open = 0
        for (let day = start; day <= Math.min(monthEnd(start), story.today); day++) {
          const weight = dayWeight({ item, territory: territory.name, day, promotions, story })
          const soldOut =
            item.row.code === story.stockOut.item && day >= story.stockOut.startsOn && day < story.stockOut.endsOn
          if (soldOut) lost += perDay * weight * families[item.family].quantity
          if (soldOut || weight === 0) continue
          days.push(day)
          weights.push(weight)
          open += weight
        }
        if (open > 0) cells.push({ item, territory: territory.name, days, weights, rate: perDay * open, promotions })
      }
    }
  }
  return { cells, lost }
}

function baseLines(item: Item): number {
  return families[item.family].lines * item.share
}

function dayWeight(input: {
  item: Item
  territory: TerritoryName
  day: Day
  promotions: Promotion[]
  story: Story
}): number {
  const { item, territory, day, promotions, story } = input
  if (day < item.activeFrom || day > item.activeTo) return 0
  let weight = weekdayWeight[weekday(day)]!
  for (const promotion of promotions) {
    if (day >= promotion.startsOn && day < promotion.endsOn) weight *= promotion.uplift
    else if (day >= promotion.endsOn && day < promotion.endsOn + 14) weight *= promotion.dipAfter
  }
  const fresh = story.newItems.find((candidate) => candidate.item === item.row.code)
  if (fresh) weight *= Math.min(1, (day - fresh.activeFrom + 12) / (30.4 * fresh.monthsToFull))
  const { endingItem, slump } = story
  if (endingItem.item === item.row.code && day >= endingItem.declinesFrom) {
    weight *= 1 - (0.85 * (day - endingItem.declinesFrom)) / (endingItem.activeTo - endingItem.declinesFrom)
  }
  if (territory === slump.territory && day >= slump.startsOn && slumping.has(item.family)) weight *= slump.demand
  return weight
}

/** Gamma noise around 1 per item and month, shared by all territories, times noise of the cell; seldom items mostly rest. */
function monthlyNoise(random: Random): (cell: Cell) => number {
  const shared = new Map<string, number>()
  return (cell) => {
    const { spread } = families[cell.item.family]
    const key = `${cell.item.row.code}/${monthStart(cell.days[0]!)}`
    const common = shared.get(key) ?? gammaAroundOne({ spread: spread * 0.7, random })
    shared.set(key, common)
    const chance = intermittent[cell.item.row.code]
    const rests = chance === undefined ? 1 : random.chance(chance) ? 1 / chance : 0
    return common * rests * gammaAroundOne({ spread, random })
  }
}

function gammaAroundOne(input: { spread: number; random: Random }): number {
  const shape = 1 / input.spread ** 2
  return input.random.gamma(shape) / shape
}

function oneLine(input: { cell: Cell; day: Day; random: Random }): Demand {
  const { cell, day, random } = input
  const mean = families[cell.item.family].quantity
  const pieces = 1 + random.poisson(((mean - 1) * random.gamma(1.5)) / 1.5)
  const promotion = cell.promotions.find((candidate) => day >= candidate.startsOn && day < candidate.endsOn)
  return { item: cell.item, territory: cell.territory, day, quantity: pieces * pieceSize(cell.item), promotion }
}

/** What is weighed is sold by the half kilogram. */
function pieceSize(item: Item): number {
  return item.row.unit === 'kg' ? 50 : 100
}

function itemTruth(input: { item: Item; growth: number; linesPerMonth: number }): ItemTruth {
  const { item, growth, linesPerMonth } = input
  const family = families[item.family]
  const meanQuantity = (family.quantity * pieceSize(item)) / 100
  return {
    item: item.row.code,
    level: Math.round(linesPerMonth * meanQuantity * 100) / 100,
    growth: Math.round(growth * 1e4) / 1e4,
    season: seasonOf(family).map((factor) => Math.round(factor * 1e4) / 1e4),
    meanQuantity,
    spread: family.spread,
    monthlyChance: intermittent[item.row.code] ?? null,
  }
}
