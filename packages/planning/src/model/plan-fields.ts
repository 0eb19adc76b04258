import { cashLines } from './cash-lines.ts'
import { either, type Fields, flag, hours, limit, list, most, number, record, series, table, text } from './fields.ts'

const money = { least: Number.NEGATIVE_INFINITY }
const commitment = number('least quantity over the whole horizon')
const maxTotal = most('most quantity over the whole horizon')
const item = text('the item, by its id', { required: true })
const site = text('the site; may be left out where there is only one')
const co2 = number('CO2 per unit, for budgets of kind co2')
const leadTime = number(
  'whole periods from start (order, dispatch) to arrival in stock; 0 (default) = the same period',
  {
    whole: true,
  },
)
const leadDays = number(
  'in the place of leadTime, days from start to arrival; what is started evenly over a period arrives evenly so many days later; needs days in every period',
)
const minEach = series('least quantity in each period')
const maxEach = limit('most quantity in each period')
const components = table('what one unit started uses, taken from stock in the period of the start', {
  item,
  quantity: number('units per unit started', { required: true, above: 0 }),
  or: table('what may be used in its place, in any mixture', {
    item,
    quantity: number('units per unit started', { required: true, above: 0 }),
  }),
})
const from = either('name or number (from 1) of the period', [text(''), number('', { whole: true, least: 1 })], {
  required: true,
})
const changes = table('a lead time that is another for what is started from a period on', { from, leadTime, leadDays })
const setup = record('in every period in which anything is started', {
  cost: series('money per period with a start'),
  hours: hours('hours per period with a start, by resource or pool'),
})
const lot = record('rules for the quantity of a period in which anything is started', {
  min: number('least quantity, if any at all (minimum run)'),
  max: most('most quantity', { above: 0 }),
  multiple: number('the quantity is a whole multiple of this', { above: 0 }),
})

const stock: Fields = {
  item,
  site,
  opening: number('units in stock before the first period'),
  holdingCost: series('money per unit and period', money),
  holdingOn: text('which stock is charged; default end', { options: ['end', 'start', 'average'] }),
  min: series('hard minimum at the end of each period'),
  max: limit('hard maximum at the end of each period'),
  safetyStock: series('soft minimum at the end of each period'),
  safetyStockCost: number(
    'money per unit and period below the safety stock; without it the shortfall is made as small as possible before money is looked at',
  ),
  endStock: either('stock after the last period; a number means at least', [
    number(''),
    record('', { atLeast: number('at least'), atMost: number('at most'), exactly: number('exactly') }),
  ]),
  endValue: number('gain per unit left after the last period', money),
  shelfLife: number(
    'how many periods after its arrival a unit may still leave stock, first in first out; 0 = only in the period of its arrival; opening stock counts as arrived in the first period',
    { whole: true },
  ),
  disposalCost: number('money per unit thrown away; without it nothing may be thrown away'),
}

const demand: Fields = {
  item,
  site,
  class: text('customer class; default all'),
  quantity: series('units wanted in each period', { required: true }),
  price: series('revenue per unit, at the price of the period in which it was wanted', money),
  priority: number('1 is served first where service is an objective', { whole: true, least: 1 }),
  backlog: flag('may be delivered late; default: true if backlogCost is given'),
  backlogCost: series('money per unit late at the end of each period'),
  maxBacklog: limit('most backlog at the end of each period'),
  openingBacklog: number('units already late before the first period'),
  endBacklog: most('most backlog after the last period; absent = no limit, 0 = everything is delivered or lost'),
  lost: flag('may be left unserved; default: true if lostSaleCost is given'),
  lostSaleCost: series('money per unit lost, beside the revenue that is missing'),
}

const recipe: Fields = {
  id: text('default: the id of the item'),
  item,
  site,
  components,
  byProducts: table('what comes with the item (by-products, co-products), in stock when the item is', {
    item,
    quantity: number('units per unit started', { required: true, above: 0 }),
  }),
  hours: hours('hours per unit started, by resource or pool'),
  cost: series('money per unit started: material and whatever else has no column of its own', money),
  leadTime,
  leadDays,
  yield: number('good units per unit started; default 1', { above: 0, most: 1 }),
  changes: table('what is another for what is started from a period on; later rows add to earlier ones', {
    from,
    hours: hours('hours of the resources named; of others as before'),
    yield: number('good units per unit started', { above: 0, most: 1 }),
    leadTime,
    leadDays,
    components,
  }),
  min: minEach,
  max: maxEach,
  commitment,
  maxTotal,
  setup,
  lot,
  co2,
}

const resource: Fields = {
  id: text('', { required: true }),
  site,
  capacity: limit('regular hours per period; absent = no limit'),
  availability: series('share of the capacity that is there', { least: 0, most: 1 }),
  minHours: series('least hours that must be used'),
  carryOver: flag(
    'whether a setup stays from one period to the next; default: true where a single recipe uses the resource, as nothing else is ever set up on it; true where several do = the resource stays set up for what it made last; false = a setup in every period with a start',
  ),
  setUp: text('id of the recipe that it is set up for before the first period; absent = none'),
  changeovers: table(
    'what a change from one recipe to another takes, beside the setup of the recipe; the resource then stays set up for what it made last, and each recipe is entered at most once a period',
    {
      from: text('id of the recipe before; absent = any that has no row of its own, or none'),
      to: text('id of the recipe after', { required: true }),
      hours: number('hours of the resource'),
      cost: series('money per change'),
    },
  ),
  costPerHour: series('money per regular hour used'),
  idleCost: series('money per regular hour not used'),
  overtime: record('hours beyond the regular ones, which need not all be used', {
    costPerHour: series('money per overtime hour (the full rate)', { required: true }),
    maxHours: limit('most overtime hours per period'),
  }),
  shifts: record('extra shifts that can be bought', {
    hours: number('hours per shift', { required: true, above: 0 }),
    cost: series('money per shift'),
    max: limit('most shifts per period'),
    integer: flag('whole shifts only'),
  }),
  maintenance: record('stops that must be placed in the horizon; the plan chooses the periods', {
    count: number('how many stops', { required: true, whole: true }),
    hours: number('hours each takes from its period', { required: true }),
    maxPerPeriod: limit('most stops in one period'),
    cost: series('money per stop'),
  }),
}

const workforce: Fields = {
  id: text('', { required: true }),
  opening: number('workers before the first period'),
  hoursPerWorker: series('regular hours a worker gives per period', { required: true }),
  wage: series('money per worker and period, worked or not'),
  hireCost: series('money per worker hired'),
  releaseCost: series('money per worker released'),
  maxHires: limit('most hires per period'),
  maxReleases: limit('most releases per period'),
  min: series('least workers'),
  max: limit('most workers'),
  endWorkers: number('workers wanted in the last period, exactly'),
  hireLeadTime: number('whole periods from the hire, which is paid then, to the first period of work; default 0', {
    whole: true,
  }),
  trainingHours: number('regular hours of the pool that each hire takes in the period of the hire'),
  attrition: series('share of the workers of one period that is gone in the next by itself, without release cost', {
    least: 0,
    most: 1,
  }),
  noIdle: flag('every regular hour is worked: what the workers make beyond the demand goes into stock'),
  costPerHour: series('money per regular hour used, beside the wage'),
  idleCost: series('money per regular hour not used'),
  overtime: record('hours beyond the regular ones, which need not all be worked', {
    costPerHour: series('money per overtime hour (the full rate)', { required: true }),
    maxHoursPerWorker: limit('most overtime hours per worker and period'),
    maxHours: limit('most overtime hours of the whole pool per period'),
  }),
  integer: flag('whole workers, hires and releases only'),
}

const subcontract: Fields = {
  id: text('default: subcontract ITEM'),
  item,
  site,
  cost: series('money per unit', money),
  leadTime,
  leadDays,
  changes,
  min: minEach,
  max: maxEach,
  components,
  commitment,
  maxTotal,
  setup,
  lot,
  co2,
}

const purchase: Fields = {
  id: text('default: buy ITEM, with the supplier if there is one'),
  item,
  supplier: text('name of the supplier'),
  site,
  price: series('money per unit', money),
  leadTime,
  leadDays,
  changes,
  min: minEach,
  max: maxEach,
  commitment,
  maxTotal,
  orderCost: series('money per period with an order'),
  lot,
  co2,
}

const lane: Fields = {
  id: text('default: FROM to TO'),
  from: text('site', { required: true }),
  to: text('site', { required: true }),
  items: list('items that may travel; absent = all'),
  cost: series('money per unit'),
  leadTime,
  leadDays,
  changes,
  capacity: limit('units per period, all items together; needed with fixedCost'),
  load: record('trucks, containers: whole ones, each paid in full', {
    size: number('what one load carries, all items together', { required: true, above: 0 }),
    by: text('what size counts: units (default) or the volume of the items', { options: ['units', 'volume'] }),
    cost: series('money per load'),
    max: limit('most loads per period'),
    whole: flag('default true; false = part loads are paid in part'),
  }),
  fixedCost: series('money in every period in which anything is sent'),
  co2,
}

/** The fields of the model, from which validation, JSON Schema and reference are made. */
export const planFields: Fields = {
  name: text('free'),
  objective: text('least cost (default) or highest margin', { options: ['cost', 'margin'] }),
  objectives: list('what is sought first, second, …; default ["violation", "money"]', [
    'violation',
    'service',
    'money',
    'smoothness',
  ]),
  periods: either(
    'how many, or their names, or objects',
    [
      number('', { whole: true, least: 1, most: 2000 }),
      table(
        '',
        { id: text('', { required: true }), days: number('length; free information', { above: 0 }) },
        { named: true },
      ),
    ],
    { required: true },
  ),
  sites: table('default: one site called main', { id: text('', { required: true }) }, { named: true }),
  items: table(
    'everything that is made, bought, stored or sold',
    {
      id: text('', { required: true }),
      family: text('for roll-ups and risk'),
      unit: text('free; where two rows name different units for one item that is an error'),
      volume: number('warehouse volume of one unit'),
    },
    { required: true, named: true },
  ),
  stock: table('stock rules per item and site; without a row: opening 0, free, unlimited', stock),
  arrivals: table('what is already under way and arrives in given periods', {
    item,
    site,
    quantity: series('units arriving in each period', { required: true }),
  }),
  demand: table('what customers want', demand),
  promotions: table('changes of price and demand', {
    item,
    class: text('only this class; absent = all'),
    site: text('only this site; absent = all'),
    period: either(
      'name or number (from 1) of the promoted period',
      [text(''), number('', { whole: true, least: 1 })],
      { required: true },
    ),
    price: number('price in that period', money),
    uplift: number('share by which its own demand grows, 0.1 = +10 %', { least: -1 }),
    pullForward: record('later demand that moves into it', {
      share: number('share of the demand of each later period', { required: true, most: 1 }),
      periods: number('how many later periods', { required: true, whole: true }),
    }),
  }),
  recipes: table('ways to make an item; several per item are alternatives', recipe),
  resources: table('machines, lines, departments', resource),
  rates: table('what it costs, and how far it is possible, to change how much is made from one period to the next', {
    id: text('free'),
    recipes: list('ids of recipes whose quantities are added up; absent = all recipes, or those of items'),
    items: list('the recipes of these items; absent = all recipes, or those of recipes'),
    opening: number('quantity made in the period before the first; absent = the first period is free'),
    increaseCost: series('money per unit made more than in the period before'),
    decreaseCost: series('money per unit made less than in the period before'),
    maxIncrease: limit('most units more than in the period before'),
    maxDecrease: limit('most units less than in the period before'),
  }),
  workforce: table('pools of workers; a pool is used in `hours` like a resource', workforce),
  subcontract: table('items that others make for us', subcontract),
  purchases: table('items that are bought', purchase),
  lanes: table('transport between sites', lane),
  budgets: table('limits on money, space or CO2', {
    kind: text('cash (what is paid, without penalties), volume (of stock) or co2', {
      required: true,
      options: ['cash', 'volume', 'co2'],
    }),
    name: text('what it is called in words'),
    site: text('for cash and volume: only what lies, is made, bought or arrives at this site'),
    items: list(
      'for cash and volume: only these items; of cash the lines production, setup, subcontract, purchases, transport, holding and disposal',
    ),
    suppliers: list('for cash: only purchases from these suppliers'),
    from: either('first period that it holds for, by name or number (from 1); absent = the first', [
      text(''),
      number('', { whole: true, least: 1 }),
    ]),
    to: either('last period that it holds for; absent = the last', [text(''), number('', { whole: true, least: 1 })]),
    lines: list('for cash: only these lines of money; absent = all that is paid', cashLines),
    max: limit('most in each of its periods'),
    total: most('most over all of its periods'),
  }),
  shares: table('which share of all that is made, subcontracted and bought of an item comes from some of its sources', {
    item,
    site,
    sources: list('ids of recipes, subcontracts or purchases of the item, counted together', undefined, true),
    least: number('least share, 0 to 1', { most: 1 }),
    most: number('most share, 0 to 1', { most: 1 }),
    per: text('horizon (default): of the whole; period: in each period', { options: ['horizon', 'period'] }),
  }),
  previous: table('the plan before, for fences', {
    source: text('id of a recipe, subcontract or purchase', { required: true }),
    quantity: series('its quantity per period', { required: true }),
  }),
  fences: record('how far the previous plan stands', {
    frozen: number('first periods that stand as they were', { whole: true }),
    slushy: number('periods after them that may change a little', { whole: true }),
    slushyShare: number('by which share of the previous quantity; default 0.1'),
    changeCost: number('money per unit of change outside the frozen periods'),
  }),
}
