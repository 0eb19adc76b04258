import { readPattern } from '@drumbeat/forecasting'
import { adventureWorks, adventureWorksFolder } from '../demand/adventureworks-lines.ts'

/** A series of demand that comes now and then: what was known, and what came after. */
export interface Lumpy {
  readonly history: Float64Array
  readonly actual: Float64Array
  /** Series of one origin end in the same period, and may learn from one another. */
  readonly origin: number
}

/**
 * The item x territory series of AdventureWorks up to December 2013 that are intermittent or lumpy at the origin, from their
 * first sale on: months from four origins three months apart, weeks (every third series) from four origins eight apart.
 * Many of its items were withdrawn in this time, and nobody told the models. Empty where the files are not there.
 */
export function lumpyAdventureWorks(): [string, Lumpy[]][] {
  const folder = adventureWorksFolder()
  if (!folder) return []
  const { lines } = adventureWorks(folder)
  const month = (day: string) => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1
  const week = (day: string) => Math.floor((Date.parse(day) / 864e5 - 4) / 7)
  const months = cut({ lines, place: month, ahead: 3, least: 8 })
  const weeks = cut({ lines, place: week, ahead: 8, least: 20 }).filter((_, i) => i % 3 === 0)
  return [
    ['AdventureWorks months', months],
    ['AdventureWorks weeks', weeks],
  ]
}

const lastDay = '2013-12-28'
const origins = 4

function cut(given: {
  lines: ReturnType<typeof adventureWorks>['lines']
  place: (day: string) => number
  ahead: number
  least: number
}): Lumpy[] {
  const { lines, place, ahead, least } = given
  const end = place(lastDay)
  const byLeaf = Map.groupBy(lines, ({ itemId, territoryId }) => `${itemId} ${territoryId}`)
  return [...byLeaf.values()].flatMap((leaf) => {
    const first = Math.min(...leaf.map(({ day }) => place(day)))
    const values = new Float64Array(Math.max(0, end - first + 1))
    for (const { day, quantity } of leaf) if (place(day) <= end) values[place(day) - first]! += quantity
    return Array.from({ length: origins }, (_, back) => {
      const from = values.length - (back + 1) * ahead
      return {
        history: values.slice(0, Math.max(0, from)),
        actual: values.slice(Math.max(0, from), Math.max(0, from) + ahead),
        origin: back,
      }
    }).filter(({ history }) => history.length >= least && isLumpy(history))
  })
}

function isLumpy(history: Float64Array): boolean {
  const { pattern } = readPattern(history)
  return (pattern === 'intermittent' || pattern === 'lumpy') && history.filter((value) => value > 0).length > 1
}
