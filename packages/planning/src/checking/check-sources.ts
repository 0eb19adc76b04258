import type { LotRule, RecipeRow } from '../model/plan-model.ts'
import { isOn, isSequenced } from './check-sequences.ts'
import type { Hold } from './fault.ts'
import { type Ledger, valueAt } from './ledger.ts'

const infinity = Number.POSITIVE_INFINITY

type SourceEntry = (Ledger['recipes'] | Ledger['subcontract'] | Ledger['purchases'])[number]

/** Checks limits, minimums, lots, setups and commitments of everything made, subcontracted and bought; lane capacities. */
export function checkSources(ledger: Ledger, hold: Hold): void {
  const entries = [...ledger.recipes, ...ledger.subcontract, ...ledger.purchases]
  for (const entry of entries) {
    checkLimits(ledger, hold, entry)
    checkLots(ledger, hold, entry)
  }
  for (const entry of entries) {
    checkTotals(hold, entry)
    checkReplaced(ledger, hold, entry)
  }
  checkLanes(ledger, hold)
}

/** What is made with other components is at most what is made. */
function checkReplaced({ periods, names }: Ledger, hold: Hold, { row, line, id }: SourceEntry): void {
  const components = 'components' in row ? (row.components ?? []) : []
  for (const { item } of components.filter((each) => each.or))
    for (const t of periods) {
      const replaced = (line.replaced ?? []).filter((each) => each.component === item).map((each) => each.quantity[t]!)
      const all = replaced.reduce((a, b) => a + b, 0)
      const where = `${id} in ${names[t]}`
      const fault = () => ({ kind: 'source' as const, where, says: `${all} units do without ${item}` })
      hold(() => Math.max(all - line.quantity[t]!, ...replaced.map((each) => -each)), line.quantity[t]!, fault)
    }
}

function checkLimits({ periods, names }: Ledger, hold: Hold, { row, line, id }: SourceEntry): void {
  for (const t of periods) {
    const q = line.quantity[t]!
    const where = `${id} in ${names[t]}`
    hold(
      () => valueAt(row.min, t) - q,
      q,
      () => ({ kind: 'source', where, says: `${q} is below the least quantity` }),
    )
    hold(
      () => q - valueAt(row.max, t, infinity),
      q,
      () => ({ kind: 'source', where, says: `${q} is above the most quantity` }),
    )
  }
}

function checkLots(ledger: Ledger, hold: Hold, { row, line, id }: SourceEntry): void {
  const { periods, names } = ledger
  const stays = setupStays(ledger, row)
  const { lot } = row
  const isKept =
    'hours' in row &&
    (ledger.model.resources ?? []).some((each) => isOn(row as RecipeRow, each.id) && isSequenced(ledger, each))
  const hasSetup = isKept
    ? false
    : 'setup' in row
      ? row.setup !== undefined
      : 'orderCost' in row && row.orderCost !== undefined
  for (const t of periods) {
    const q = line.quantity[t]!
    const where = `${id} in ${names[t]}`
    const setups = line.setups ?? []
    const made = setups[t] ?? 0
    const ready = stays ? setups.slice(0, t + 1).reduce((most, each) => Math.max(most, each), 0) : made
    if (hasSetup || lot?.min) checkSetup({ hold, where, q, made, ready, lot })
    if (typeof lot?.max === 'number')
      hold(
        () => q - lot.max!,
        q,
        () => ({ kind: 'lot', where, says: `${q} is above the largest lot ${lot.max}` }),
      )
    if (!lot?.multiple) continue
    const whole = Math.round(q / lot.multiple) * lot.multiple
    hold(
      () => Math.abs(q - whole),
      q,
      () => ({ kind: 'lot', where, says: `${q} is no multiple of ${lot.multiple}` }),
    )
  }
}

function checkSetup(given: {
  hold: Hold
  where: string
  q: number
  made: number
  ready: number
  lot: LotRule | undefined
}): void {
  const { hold, where, q, made, ready, lot } = given
  hold(
    () => (q > 1e-6 ? 1 - ready : 0),
    1,
    () => ({ kind: 'lot', where, says: 'runs without its setup' }),
  )
  hold(
    () => Math.abs(made - Math.round(made)),
    1,
    () => ({ kind: 'lot', where, says: 'has a part of a setup' }),
  )
  if (lot?.min && made > 0.5)
    hold(
      () => lot.min! - q,
      q,
      () => ({ kind: 'lot', where, says: `${q} is below the least lot ${lot.min}` }),
    )
}

/** A setup stays where its hours are on resources that only this row uses, unless they say otherwise. */
function setupStays({ model, recipes, subcontract }: Ledger, row: SourceEntry['row']): boolean {
  const places = Object.entries('setup' in row ? (row.setup?.hours ?? {}) : {}).filter(([, hours]) => hours > 0)
  const users = (id: string) =>
    recipes.filter(({ row: each }) => (each.hours?.[id] ?? 0) > 0 || (each.setup?.hours?.[id] ?? 0) > 0).length +
    subcontract.filter(({ row: each }) => (each.setup?.hours?.[id] ?? 0) > 0).length
  return (
    places.length > 0 &&
    !row.lot?.min &&
    places.every(([id]) => {
      const resource = model.resources?.find((each) => each.id === id)
      return resource !== undefined && resource.carryOver !== false && users(id) === 1
    })
  )
}

function checkTotals(hold: Hold, { row, line, id }: SourceEntry): void {
  const total = line.quantity.reduce((a, b) => a + b, 0)
  hold(
    () => (row.commitment ?? 0) - total,
    total,
    () => ({ kind: 'source', where: id, says: `${total} of the ${row.commitment} committed to` }),
  )
  hold(
    () => total - (row.maxTotal ?? infinity),
    total,
    () => ({ kind: 'source', where: id, says: `${total} in all, at most ${row.maxTotal}` }),
  )
}

function checkLanes(ledger: Ledger, hold: Hold): void {
  const { lanes, periods, names } = ledger
  for (const { row, lines, id, loads } of lanes)
    for (const t of periods) {
      checkLoads({ ledger, hold, row, lines, loads, t, id })
      const where = `${id} in ${names[t]}`
      const sent = lines.reduce((total, each) => total + each.quantity[t]!, 0)
      const limit = valueAt(row.capacity, t, infinity)
      hold(
        () => sent - limit,
        limit,
        () => ({ kind: 'lane', where, says: `carries ${sent} of ${limit}` }),
      )
      for (const each of lines)
        hold(
          () => -each.quantity[t]!,
          1,
          () => ({ kind: 'lane', where, says: 'carries less than nothing' }),
        )
    }
}

/** Whole loads that carry what is sent, and nothing sent without the dispatch that is paid for. */
function checkLoads(given: {
  ledger: Ledger
  hold: Hold
  row: Ledger['lanes'][number]['row']
  lines: Ledger['lanes'][number]['lines']
  loads: Ledger['lanes'][number]['loads']
  t: number
  id: string
}): void {
  const { ledger, hold, row, lines, loads, t, id } = given
  const fault = (says: string) => () => ({ kind: 'lane' as const, where: `${id} in ${ledger.names[t]}`, says })
  const weightOf = (item: string) => {
    const found = ledger.model.items.find((each) => typeof each !== 'string' && each.id === item)
    return row.load?.by !== 'volume' ? 1 : typeof found === 'object' ? (found.volume ?? 0) : 0
  }
  if (row.load) {
    const count = loads!.loads![t]!
    const sent = lines.reduce((total, each) => total + each.quantity[t]! * weightOf(each.item), 0)
    hold(() => sent - count * row.load!.size, sent, fault(`${sent} in ${count} loads of ${row.load.size}`))
    hold(() => count - valueAt(row.load!.max, t, infinity), count, fault(`${count} loads are too many`))
    if (row.load.whole !== false) hold(() => Math.abs(count - Math.round(count)), 1, fault('has a part of a load'))
  }
  if (row.fixedCost === undefined) return
  const sent = lines.reduce((total, each) => total + each.quantity[t]!, 0)
  hold(() => (sent > 1e-6 ? 1 - loads!.dispatched![t]! : 0), 1, fault('sends without its fixed cost'))
}
