import type { PlainSet } from '../deals/sets.ts'
import { type DimensionName, dimensions } from '../view/dimension-names.ts'
import type { Group } from './compute.ts'
import type { Definition } from './definitions.ts'
import { type Quantity, type QuantityName, quantities } from './quantities.ts'
import { type Statistic, statisticNamed } from './statistic-names.ts'
import { sum } from './statistics.ts'

/** A figure of a segment; `whole` are all deals of the question, which shares are of. */
export type Compute = (group: Group, whole: Group) => number | null
export type Figure = { definition: Definition; compute: Compute }

/** The sets of deals that figures are composed of. */
export const composedSets: Record<PlainSet, string> = {
  all: 'all deals known',
  open: 'open deals',
  omitted: 'omitted deals',
  overdue: 'overdue deals',
  undated: 'deals without an expected close',
  'without-amount': 'open deals without an amount',
  created: 'deals created in the window',
  won: 'won deals',
  lost: 'lost deals',
  closed: 'won and lost deals',
  pushed: 'pushed deals',
  'pulled-in': 'pulled-in deals',
}

/** How names are composed, for those who ask what there is. */
export const compositions = [
  ['{set}-{quantity}-{statistic}', 'won-amount-p90, open-age-average, won-discount-median'],
  ['{set}-distinct-{segment}', 'won-distinct-sector: how many different ones the deals have'],
  ['{set}-per-{segment}', 'won-per-owner: deals / different ones'],
  ['{set}-{quantity}-per-{segment}', 'won-amount-per-account: sum / different ones'],
  ['{set}-top-{n}-{segment}', 'won-top-5-account: share of the deals that the n with most of them have'],
  ['{set}-{quantity}-top-{n}-{segment}', 'won-amount-top-10-account: share of the sum'],
  ['{won|lost|closed}-within-{days}', 'won-within-90: share of the deals created in the window, by so many days'],
] as const

const pick = (names: readonly string[]) => names.toSorted((a, b) => b.length - a.length).join('|')
const setPart = `(?<set>${pick(Object.keys(composedSets))})`
const quantityPart = `(?<quantity>${pick(Object.keys(quantities))})`
const segmentPart = `(?<segment>${pick(Object.keys(dimensions))})`
const shapes: [RegExp, (found: Record<string, string>) => Figure | undefined][] = [
  [new RegExp(`^${setPart}-distinct-${segmentPart}$`), (found) => distinct(partsOf(found))],
  [new RegExp(`^${setPart}-(?:${quantityPart}-)?per-${segmentPart}$`), (found) => per(partsOf(found))],
  [
    new RegExp(`^${setPart}-(?:${quantityPart}-)?top-(?<n>[1-9]\\d{0,3})-${segmentPart}$`),
    (found) => top(partsOf(found)),
  ],
  [/^(?<end>won|lost|closed)-within-(?<n>\d{1,4})$/, ({ end, n }) => within(end as 'won', Number(n))],
  [new RegExp(`^${setPart}-${quantityPart}-(?<statistic>[a-z0-9]+)$`), (found) => spread(partsOf(found))],
]

type Parts = { set: PlainSet; quantity?: QuantityName; segment: DimensionName; n: number; statistic: string }

/** The figure that a composed name stands for; undefined where it stands for none. */
export function composed(name: string): Figure | undefined {
  for (const [shape, make] of shapes) {
    const found = shape.exec(name)?.groups
    if (found) return make(found)
  }
  return undefined
}

/** The segment that a composed name counts by; undefined where it counts by none. */
export function segmentIn(name: string): DimensionName | undefined {
  const found = shapes.map(([shape]) => shape.exec(name)?.groups).find((groups) => groups !== undefined)
  return found?.segment as DimensionName | undefined
}

function partsOf(found: Record<string, string>): Parts {
  return { ...found, n: Number(found.n) } as unknown as Parts
}

function spread({ set, quantity, statistic: asked }: Parts): Figure | undefined {
  const statistic = statisticNamed(asked)
  if (!statistic) return undefined
  const { words, unit, once }: Quantity = quantities[quantity!]
  const of = `${words} of ${composedSets[set]}`
  const formula = once
    ? 'Each account once; those where it is not known are left out'
    : 'Deals where it is not known are left out'
  const definition = { name: `${statistic.word} ${of}`, formula, unit: unitOf(statistic, unit) }
  return { definition, compute: (group) => statistic.of(group.values(set, quantity!)) }
}

function unitOf({ unit: own }: Statistic, unit: Definition['unit']): Definition['unit'] {
  return own ?? unit
}

function distinct({ set, segment }: Parts): Figure {
  const name = `Different ones by ${dimensions[segment].toLowerCase()} of ${composedSets[set]}`
  const definition = { name, formula: 'Deals where it is not filled are left out', unit: 'count' as const }
  return { definition, compute: (group) => new Set(group.places(set, segment)).size }
}

function per({ set, quantity, segment }: Parts): Figure {
  const what = quantity ? `Sum of ${quantities[quantity].words}` : 'Deals'
  const name = `${what} of ${composedSets[set]} per ${dimensions[segment].toLowerCase()}`
  const formula = 'Of deals where it is filled, divided by how many different ones they have'
  const unit = quantity ? quantities[quantity].unit : 'ratio'
  return {
    definition: { name, formula, unit },
    compute: (group) => {
      const sums = [...sumsOf(group, { set, quantity, segment }).values()]
      return sums.length === 0 ? null : sum(sums) / sums.length
    },
  }
}

function top({ set, quantity, segment, n }: Parts): Figure {
  const what = quantity ? quantities[quantity].words : 'deals'
  const name = `Share of ${what} of ${composedSets[set]} that the ${n} with most have, by ${dimensions[segment].toLowerCase()}`
  const formula = `Sum over the ${n} largest / sum over all, of deals where it is filled`
  return {
    definition: { name, formula, unit: 'share' },
    compute: (group) => {
      const sums = [...sumsOf(group, { set, quantity, segment }).values()].sort((a, b) => b - a)
      const all = sum(sums)
      return all === 0 ? null : sum(sums.slice(0, n)) / all
    },
  }
}

function sumsOf(
  group: Group,
  { set, quantity, segment }: { set: PlainSet; quantity: QuantityName | undefined; segment: DimensionName },
): Map<string, number> {
  const sums = new Map<string, number>()
  group.eachPlace(set, segment, (place, deal) => {
    const value = quantity ? group.valueOf(quantity, deal) : 1
    sums.set(place, (sums.get(place) ?? 0) + (Number.isNaN(value) ? 0 : value))
  })
  return sums
}

function within(end: 'won' | 'lost' | 'closed', days: number): Figure {
  const word = end === 'closed' ? 'Won or lost' : end === 'won' ? 'Won' : 'Lost'
  const definition = {
    name: `${word} within ${days} days`,
    formula: `Deals created in the window that were ${word.toLowerCase()} at most ${days} days later / all of them`,
    unit: 'share' as const,
    beware: 'Deals younger than that are not finished: end the window so many days before the day looked at.',
  }
  return { definition, compute: (group) => group.shareWithin(end, days) }
}
