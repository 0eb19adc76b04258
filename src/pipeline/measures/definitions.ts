import { composed } from './composed.ts'
import { type SpreadName, spreads } from './spread-of-sets.ts'

/** How a figure is read: deals and pushes are counts, money is whole minor units or their mean, shares are 0 to 1. */
export type Unit =
  | 'deals'
  | 'money'
  | 'share'
  | 'days'
  | 'pushes'
  | 'money per day'
  | 'ratio'
  | 'accounts'
  | 'people'
  | 'items'
  | 'count'
  | 'year'

export type Definition = {
  name: string
  /** How it is computed, in words. */
  formula: string
  /** What it is easily taken for, and is not. */
  beware?: string
  unit: Unit
}

const won = 'Deals won with a close day in the window'
const worth =
  'Each deal in company money: open at the rate of the day looked at, closed at the rate of its close. Of a deal that people share, those looked at count their part, and everybody together all of it once.'

/** Figures with a meaning of their own; those that every set of deals has alike stand in `spread-of-sets.ts`. */
const named = {
  deals: def('Deals', 'Deals known on the day looked at', 'deals'),
  open: def('Open deals', 'Open on the day looked at, not omitted; with a period, expected to close in it', 'deals'),
  'open-amount': def(
    'Open pipeline',
    `Sum of the amounts of open deals. ${worth}`,
    'money',
    'Omitted deals are out; deals without an amount count 0, deals without an expected close are in no period.',
  ),
  'open-average': def('Average open deal', 'Open pipeline / open deals with an amount', 'money'),
  'open-median': def('Median open deal', 'Median amount of the open deals with an amount', 'money'),
  'open-weighted': def(
    'Weighted pipeline',
    'Sum of amount x probability of the stage on the day looked at, rounded once per segment',
    'money',
    'The probability is the one set for the stage, not one measured.',
  ),
  'open-age': def(
    'Mean age',
    'Mean days from creation to the day looked at, of open deals with a creation day',
    'days',
  ),
  'open-age-median': def(
    'Median age',
    'Median days from creation to the day looked at, of open deals with a creation day',
    'days',
  ),
  overdue: def('Overdue deals', 'Open deals whose expected close has passed', 'deals'),
  'overdue-amount': def('Overdue amount', 'Sum of the amounts of overdue deals', 'money'),
  undated: def('Deals without expected close', 'Open deals without an expected close', 'deals'),
  'undated-amount': def(
    'Amount without expected close',
    'Sum of the amounts of open deals without an expected close',
    'money',
    'In the pipeline, but in no period.',
  ),
  omitted: def('Omitted deals', 'Open deals whose forecast category is omitted', 'deals'),
  'omitted-amount': def('Omitted amount', 'Sum of the amounts of omitted open deals', 'money'),
  created: def('Created deals', 'Deals with a creation day in the window', 'deals'),
  'created-amount': def(
    'Created amount',
    'Sum of the amounts, as they stand on the day looked at, of deals created in the window',
    'money',
  ),
  won: def('Won deals', won, 'deals'),
  'won-amount': def('Won amount', `Sum of the amounts of won deals. ${worth}`, 'money'),
  'won-average': def('Average won deal', 'Won amount / won deals with an amount', 'money'),
  'won-median': def('Median won deal', 'Median amount of won deals', 'money'),
  'won-largest': def('Largest won deal', 'Largest amount of a won deal', 'money'),
  'won-smallest': def('Smallest won deal', 'Smallest amount of a won deal', 'money'),
  'won-first-amount': def(
    'First amount of won deals',
    'Sum of the first amounts known of the deals won in the window',
    'money',
  ),
  'won-of-first': def(
    'Won of first amount',
    'Won amount / first amounts known of the same deals',
    'ratio',
    'Below 1: deals are won at less than they were opened with.',
  ),
  'won-cycle': def(
    'Mean days to win',
    'Mean days from creation to close of won deals',
    'days',
    'Biased low: deals still open are left out. The cycle curves count them.',
  ),
  'won-cycle-median': def(
    'Median days to win',
    'Median days from creation to close of won deals',
    'days',
    'Deals still open are left out.',
  ),
  'won-cycle-p25': def('Days to win, 25 %', 'First quartile of days from creation to close of won deals', 'days'),
  'won-cycle-p75': def('Days to win, 75 %', 'Third quartile of days from creation to close of won deals', 'days'),
  'won-cycle-p90': def('Days to win, 90 %', 'Nine in ten won deals took at most so many days', 'days'),
  lost: def('Lost deals', 'Deals lost with a close day in the window', 'deals'),
  'lost-amount': def('Lost amount', 'Sum of the amounts of lost deals', 'money'),
  'lost-average': def('Average lost deal', 'Lost amount / lost deals with an amount', 'money'),
  'lost-median': def('Median lost deal', 'Median amount of lost deals', 'money'),
  'lost-cycle': def('Mean days to lose', 'Mean days from creation to close of lost deals', 'days'),
  'lost-cycle-median': def('Median days to lose', 'Median days from creation to close of lost deals', 'days'),
  closed: def('Closed deals', 'Deals won or lost with a close day in the window', 'deals'),
  'closed-amount': def('Closed amount', 'Won amount + lost amount', 'money', 'Not bookings: those are the won amount.'),
  'closed-cycle': def('Mean days to close', 'Mean days from creation to close of closed deals', 'days'),
  'closed-cycle-median': def('Median days to close', 'Median days from creation to close of closed deals', 'days'),
  'win-rate': def(
    'Win rate, count',
    'Won / (won + lost), by close day',
    'share',
    'Too high where losers linger as open deals: look at the cohort rate beside it.',
  ),
  'win-rate-low': def(
    'Win rate, least',
    'Lower end of the 95 % interval of the win rate by count (Wilson)',
    'share',
    'Wide where few deals were closed: compare intervals, not points.',
  ),
  'win-rate-high': def('Win rate, most', 'Upper end of the 95 % interval of the win rate by count (Wilson)', 'share'),
  'win-rate-value': def('Win rate, value', 'Won amount / (won amount + lost amount), at close', 'share'),
  'win-rate-first-value': def('Win rate, first value', 'The same with the first amount known of each deal', 'share'),
  'win-rate-cohort': def(
    'Win rate, cohort',
    'Won so far / all deals created in the window',
    'share',
    'Young cohorts are not finished: see the open share.',
  ),
  'lost-rate-cohort': def('Lost share, cohort', 'Lost so far / all deals created in the window', 'share'),
  'open-share-cohort': def('Open share, cohort', 'Still open / all deals created in the window', 'share'),
  velocity: def(
    'Velocity',
    'Open deals x win rate (count) x average won deal / mean days to win',
    'money per day',
    'Win rate, amount and days are those of the window.',
  ),
  pushes: def('Pushes', 'How often an expected close moved to a later month in the window', 'pushes'),
  pushed: def('Pushed deals', 'Deals whose expected close moved to a later month in the window', 'deals'),
  'pushes-per-deal': def('Pushes per open deal', 'Pushes of open deals / open deals', 'ratio'),
  'pulled-in': def('Pulled-in deals', 'Deals whose expected close moved to an earlier month in the window', 'deals'),
} as const satisfies Record<string, Definition>
export type NamedMeasure = keyof typeof named
export type MeasureName = NamedMeasure | SpreadName

/** Every figure of the room, by the name it is asked for. */
export const definitions: Record<MeasureName, Definition> = {
  ...(Object.fromEntries(Object.entries(spreads).map(([name, { definition }]) => [name, definition])) as Record<
    SpreadName,
    Definition
  >),
  ...named,
}
export const measureNames = Object.keys(definitions) as [MeasureName, ...MeasureName[]]

/** The definition of a figure, also of a composed one; undefined where there is none. */
export function definitionOf(name: string): Definition | undefined {
  return Object.hasOwn(definitions, name) ? definitions[name as MeasureName] : composed(name)?.definition
}

function def(name: string, formula: string, unit: Unit, beware?: string): Definition {
  return { name, formula, unit, ...(beware && { beware }) }
}
