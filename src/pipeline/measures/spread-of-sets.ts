import type { PlainSet } from '../deals/sets.ts'
import type { Compute, Figure } from './composed.ts'
import type { Group } from './compute.ts'
import type { Definition } from './definitions.ts'
import { deviation, largest, mean, quantile, smallest, sum } from './statistics.ts'

/** Sets of deals that each have the same further figures, and what they are called. */
const sets = {
  created: 'deals created in the window',
  open: 'open deals',
  won: 'won deals',
  lost: 'lost deals',
  closed: 'won and lost deals',
} as const satisfies Partial<Record<PlainSet, string>>
type SetName = keyof typeof sets

const statistics = {
  average: { word: 'Mean', of: mean },
  median: { word: 'Median', of: (values: readonly number[]) => quantile(values, 0.5) },
  p25: { word: 'First quartile', of: (values: readonly number[]) => quantile(values, 0.25) },
  p75: { word: 'Third quartile', of: (values: readonly number[]) => quantile(values, 0.75) },
  p90: { word: '90th percentile', of: (values: readonly number[]) => quantile(values, 0.9) },
  largest: { word: 'Largest', of: largest },
  smallest: { word: 'Smallest', of: smallest },
  deviation: { word: 'Sample standard deviation', of: deviation },
} as const
type Statistic = keyof typeof statistics

export type SpreadName =
  | `${SetName}-amount-${Statistic}`
  | `${Exclude<SetName, 'open' | 'created'>}-days-${Statistic}`
  | `open-age-${Exclude<Statistic, 'median'>}`
  | `${SetName}-${'accounts' | 'owners' | 'items'}`
  | `${SetName}-list-amount`
  | `${SetName}-of-list`
  | `${SetName}-share`
  | `${SetName}-amount-share`

type Spread = Figure

/** Quantiles, extremes, deviations, shares and numbers of accounts, owners and items: the same for each set of deals. */
export const spreads = Object.fromEntries(
  (Object.keys(sets) as SetName[]).flatMap((set) => [...amounts(set), ...days(set), ...counts(set), ...shares(set)]),
) as Record<SpreadName, Spread>

function amounts(set: SetName): [string, Spread][] {
  return Object.entries(statistics).map(([name, { word, of }]) => [
    `${set}-amount-${name}`,
    figure(`${word} amount of ${sets[set]}`, 'Of those with an amount, in company money', 'money', (group) =>
      of(group.worths(set)),
    ),
  ])
}

function days(set: SetName): [string, Spread][] {
  if (set === 'created') return []
  return Object.entries(statistics)
    .filter(([name]) => set !== 'open' || name !== 'median')
    .map(([name, { word, of }]) =>
      set === 'open'
        ? [
            `open-age-${name}`,
            figure(`${word} age of open deals`, 'Days from creation to the day looked at', 'days', (group) =>
              of(group.ages(set)),
            ),
          ]
        : [
            `${set}-days-${name}`,
            figure(`${word} days to close of ${sets[set]}`, 'Days from creation to close', 'days', (group) =>
              of(group.cycles(set)),
            ),
          ],
    )
}

function counts(set: SetName): [string, Spread][] {
  const listed = 'Sum of the list prices of their items, once per deal; deals without a priced item count 0'
  return [
    [
      `${set}-accounts`,
      figure(`Accounts of ${sets[set]}`, 'Different accounts; deals without one are left out', 'accounts', (group) =>
        group.different(set, 'account'),
      ),
    ],
    [
      `${set}-owners`,
      figure(`Owners of ${sets[set]}`, 'Different owners; deals without one are left out', 'people', (group) =>
        group.different(set, 'owner'),
      ),
    ],
    [
      `${set}-items`,
      figure(`Items of ${sets[set]}`, 'Different items; deals without one are left out', 'items', (group) =>
        group.different(set, 'item'),
      ),
    ],
    [
      `${set}-list-amount`,
      figure(`List price of ${sets[set]}`, listed, 'money', (group) => sum(group.lists(set).map(({ list }) => list))),
    ],
    [
      `${set}-of-list`,
      figure(
        `Amount over list price of ${sets[set]}`,
        'Sum of amounts / sum of list prices, of deals that have both; 1 - this is the discount',
        'ratio',
        (group) => ofList(group, set),
      ),
    ],
  ]
}

function shares(set: SetName): [string, Spread][] {
  return [
    [
      `${set}-share`,
      figure(`Share of ${sets[set]}`, 'Deals of the segment / deals of all segments', 'share', (group, whole) =>
        ratio(group.count(set), whole.count(set)),
      ),
    ],
    [
      `${set}-amount-share`,
      figure(
        `Share of the amount of ${sets[set]}`,
        'Amount of the segment / amount of all segments',
        'share',
        (group, whole) => ratio(sum(group.worths(set)), sum(whole.worths(set))),
      ),
    ],
  ]
}

function ofList(group: Group, set: SetName): number | null {
  const both = group.lists(set).filter(({ worth }) => !Number.isNaN(worth))
  return ratio(sum(both.map(({ worth }) => worth)), sum(both.map(({ list }) => list)))
}

function figure(name: string, formula: string, unit: Definition['unit'], compute: Compute): Spread {
  return { definition: { name, formula, unit }, compute }
}

function ratio(top: number, bottom: number): number | null {
  return bottom === 0 ? null : top / bottom
}
