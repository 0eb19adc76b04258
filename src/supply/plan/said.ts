import type { PlanModel } from '@drumbeat/planning'
import type { Building } from './building.ts'
import { changesWithin } from './dated.ts'
import type { Inputs } from './inputs.ts'
import { hasFixedCost, hasLoads, lacksMost, lacksSize, statesLess } from './lane-rows.ts'
import { mostStartsInDays, type whyWholeMonths } from './lead-times.ts'
import type { Noted } from './noted.ts'
import { oddFigures } from './odd-figures.ts'

/** What the policy says where nobody says otherwise. */
export function assumeTheRest({ noted, inputs }: Building, resources: number): void {
  const odd = oddFigures(inputs)
  if (odd) noted.say('odd figures', odd.says, odd.count)
  const { holdingRate, lateShare, lostMarginShare, serviceTarget } = inputs.policy
  const number = new Intl.NumberFormat(inputs.locale, { maximumFractionDigits: 1 })
  const percent = (share: number) => `${number.format(share * 100)} %`
  noted.say('holding', `Holding stock costs ${percent(holdingRate)} of its cost in a year.`, holdingRate)
  noted.say('late', `Delivering a month late costs ${percent(lateShare)} of the price.`, lateShare)
  noted.say('lost', `A lost sale costs ${percent(lostMarginShare)} of the price beside its margin.`, lostMarginShare)
  noted.say(
    'service',
    `Where nobody says otherwise, ${percent(serviceTarget)} of demand is to be served from stock.`,
    serviceTarget,
  )
  if (!inputs.policy.lots)
    noted.say(
      'lots',
      'Least orders, lot sizes and setups are not kept: the policy says so, as the plan is made faster then.',
      null,
    )
  if (resources === 0)
    noted.say('capacity', 'No step names a resource with hours: capacity is taken as unlimited.', null)
}

/** How lead times are taken. */
export function sayLeadTimes({ noted, inputs }: Building, whole: ReturnType<typeof whyWholeMonths>): void {
  const most = new Intl.NumberFormat(inputs.locale).format(mostStartsInDays)
  const why = {
    lots: 'as plans in whole lots take too long otherwise',
    size: `as the plan has more than ${most} ways to get items, month by month, and would take too long otherwise`,
  }
  const says = whole
    ? `Lead times are taken in whole months, to the nearest, ${why[whole]}.`
    : 'Lead times are kept in days: what is ordered or begun evenly over a month comes so many days later, in part in the next month.'
  noted.say('lead times', says, null, 'taken in')
}

/** How rows that begin or end within the plan are taken. */
export function sayChanges({ noted, inputs, periods }: Building): void {
  const count = changesWithin(inputs, periods)
  if (count === 0) return
  const rows = count === 1 ? '1 row begins or ends' : `${count} rows begin or end`
  const says = `${rows} within the plan: hours, scrap, components, prices and lead times hold from their day on, in a month that is cut for the part of its days.`
  noted.say('changes by date', says, count, 'taken in')
}

/** What may stand in and what comes beside, as the model holds it. */
export function sayChoices({ noted }: Building, { recipes = [] }: PlanModel): void {
  const say = (about: string, says: string, value: number) => noted.say(about, says, value, 'taken in')
  const alternates = recipes.flatMap(({ components = [] }) => components.flatMap((each) => each.or ?? []))
  const besides = recipes.flatMap(({ byProducts = [] }) => byProducts)
  const count = (some: readonly unknown[], one: string, many: string) =>
    `${some.length} ${some.length === 1 ? one : many}`
  if (alternates.length > 0) {
    const says = `${count(alternates, 'alternate component', 'alternate components')} may be used where that is cheaper or the usual one is short.`
    say('alternates', says, alternates.length)
  }
  if (besides.length > 0) {
    const says = `${count(besides, 'by-product comes', 'by-products come')} with what is made; what nobody wants is thrown away at its cost.`
    say('by-products', says, besides.length)
  }
}

/** What of the data the plan is made with, beyond demand, stock and recipes. */
export function sayTakenIn({ noted, inputs, places, periods }: Building, resources: number): void {
  const { names, lanes, known } = places
  const say = (about: string, says: string, value: number) => noted.say(about, says, value, 'taken in')
  if (names.length > 0) {
    say('sites', `${names.length} sites hold stock of their own: ${names.join(', ')}.`, names.length)
    const odd = inputs.sites.lanes.filter(statesLess).length
    if (odd > 0) noted.say('odd lanes', `${odd} lanes state days, money or units below zero: none was taken.`, odd)
    say('lanes', `${lanes.length} lanes lead from site to site, with their days, cost and limits.`, lanes.length)
    sayLoads(noted, inputs)
    noted.say(
      'demand of sites',
      'Demand falls on the sites whose territories ordered it in the last twelve months; what no site serves, on the one where most lanes begin.',
      null,
    )
    noted.say('deliveries', 'Suppliers deliver to each site that sells or uses an item, as nobody says where.', null)
  } else if (known > 1) {
    noted.say('sites', 'Stock of all sites is planned as one, as no lane is stated between them.', null)
  }
  if (resources === 0) return
  const end = periods.at(-1)!.endsOn
  const days = new Set(inputs.holidays.filter(({ day }) => day <= end).map(({ day }) => day)).size
  const special = inputs.hours.filter(({ startsOn, endsOn }) => startsOn <= end && endsOn >= inputs.today).length
  say('working days', `Hours of ${resources} resources follow their working days, month by month.`, resources)
  if (days > 0) say('holidays', `${days} holidays of Company close the resources of their sites.`, days)
  if (special > 0) say('special hours', `${special} spans of special hours stand in place of the usual ones.`, special)
}

/** How trucks of lanes and their fixed costs are taken. */
function sayLoads(noted: Noted, { sites, policy }: Inputs): void {
  const say = (about: string, says: string, value: number, kind: 'assumed' | 'taken in') =>
    noted.say(about, says, value, kind)
  const many = (count: number, verb: string) => (count === 1 ? `1 lane ${verb}s` : `${count} lanes ${verb}`)
  const count = (is: (lane: Inputs['sites']['lanes'][number]) => boolean) => sites.lanes.filter(is).length
  const [loads, fixed, lacking, sizeless] = [count(hasLoads), count(hasFixedCost), count(lacksMost), count(lacksSize)]
  if (loads > 0 && policy.lots)
    say('loads', `Loads are whole: ${many(loads, 'state')} what a truck carries and costs.`, loads, 'taken in')
  if (loads > 0 && !policy.lots)
    say(
      'loads',
      `Part loads are paid in part, as the policy keeps no whole lots: ${many(loads, 'state')} what a truck carries and costs.`,
      loads,
      'assumed',
    )
  if (fixed > 0 && policy.lots)
    say(
      'fixed costs of lanes',
      `${many(fixed, 'cost')} a fixed sum in each month in which anything is sent.`,
      fixed,
      'taken in',
    )
  if (fixed > 0 && !policy.lots)
    say(
      'fixed costs of lanes',
      `The fixed cost of sending in a month is left out, as the policy keeps no whole lots: ${many(fixed, 'state')} one.`,
      fixed,
      'assumed',
    )
  if (sizeless > 0)
    say(
      'loads without a size',
      `${many(sizeless, 'state')} what loads cost or how many go without what one carries; the loads were left out. State the units per load.`,
      sizeless,
      'assumed',
    )
  if (lacking > 0)
    say(
      'lanes without a most',
      `${many(lacking, 'state')} a fixed cost without the most units per month; the fixed cost was left out. State the units.`,
      lacking,
      'assumed',
    )
}
