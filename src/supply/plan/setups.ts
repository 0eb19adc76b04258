import type { ChangeoverRow, RecipeRow, ResourceRow } from '@drumbeat/planning'
import { type Building, round } from './building.ts'
import { heldBy } from './dated.ts'
import type { Changeover, PlanItem, PlanResource } from './inputs.ts'

/** More items than this on a resource take too long to bring into order. */
export const mostInOrder = 12

type Made = { recipes: RecipeRow[]; resources: ResourceRow[] }

/** Setup hours of what is made, and what resources stay set up for: plans in whole lots know them, others leave them out and say so. */
export function withSetups(building: Building, made: Made): Made {
  const { inputs, noted } = building
  if (!inputs.policy.lots) {
    sayLeftOut(building)
    return made
  }
  const byCode = new Map([...building.itemOf.values()].map((item) => [item.code, item]))
  const recipes = made.recipes.map((row) => withSetup(building, row, byCode.get(row.item)!))
  const resourceOf = new Map(inputs.resources.map((resource) => [resource.name, resource]))
  const taken = new Set<RecipeRow>()
  const resources = made.resources.map((row): ResourceRow => {
    const resource = resourceOf.get(row.id)!
    const users = recipes.filter((recipe) => isOn(recipe, row.id))
    const changeovers = changeoversOf(building, resource, { users, byCode })
    if (resource.keepsSetup !== true && changeovers.length === 0)
      return { ...row, ...(resource.keepsSetup === false && { carryOver: false }) }
    if (users.length < 2) return row
    const isMuch = users.length > mostInOrder
    if (isMuch || users.some((recipe) => taken.has(recipe))) {
      sayNotKept(building, resource, isMuch ? users.length : null)
      return { ...row, carryOver: false }
    }
    for (const recipe of users) taken.add(recipe)
    const setUp = users.find(({ item }) => byCode.get(item)!.id === resource.setUpForId)?.id
    return { ...row, carryOver: true, ...(changeovers.length > 0 && { changeovers }), ...(setUp && { setUp }) }
  })
  for (const { item, lot } of taken) if (lot?.min) noted.problem('least lot beside setups', byCode.get(item)!.id, false)
  const kept = recipes.map((row) => (taken.has(row) && row.lot?.min ? withoutLeast(row) : row))
  saySetups(building, { recipes: kept, resources })
  return { recipes: kept, resources }
}

/** A recipe with what preparing it takes of each resource of the plan. */
function withSetup({ inputs, periods }: Building, row: RecipeRow, item: PlanItem): RecipeRow {
  const nameOf = new Map(inputs.resources.map(({ id, name }) => [id, name]))
  const hours: Record<string, number> = {}
  const own = inputs.steps.filter(({ itemId }) => itemId === item.id)
  for (const rows of Map.groupBy(own, ({ place }, at) => place ?? String(at)).values()) {
    const { resourceId, setupHours } = (
      heldBy(rows, periods).find(({ shares }) => shares.some((share) => share > 0)) ?? { row: rows[0]! }
    ).row
    const name = resourceId !== null && setupHours > 0 ? nameOf.get(resourceId) : undefined
    if (name !== undefined) hours[name] = round((hours[name] ?? 0) + setupHours)
  }
  return Object.keys(hours).length === 0 ? row : { ...row, setup: { hours } }
}

/** The changes that can happen on a resource, recipe by recipe: of the rows that hold, the one that names most. */
function changeoversOf(
  { inputs }: Building,
  { id }: PlanResource,
  { users, byCode }: { users: readonly RecipeRow[]; byCode: ReadonlyMap<string, PlanItem> },
): ChangeoverRow[] {
  const rows = inputs.changeovers.filter(({ resourceId }) => resourceId === id)
  if (rows.length === 0) return []
  return users.flatMap((to) => {
    const into = rows.filter((row) => rankOf(row.toItemId, row.toFamily, byCode.get(to.item)!) > 0)
    const find = (from: RecipeRow | null) => best(into, from && byCode.get(from.item)!, byCode.get(to.item)!)
    const general = find(null)
    const rest = users.flatMap((from) => {
      const row = from === to ? undefined : find(from)
      return row && row !== general ? [changeover(row, to.id!, from.id)] : []
    })
    return general ? [changeover(general, to.id!), ...rest] : rest
  })
}

function changeover({ hours, cost }: Changeover, to: string, from?: string): ChangeoverRow {
  return { ...(from !== undefined && { from }), to, ...(hours > 0 && { hours }), ...(cost > 0 && { cost }) }
}

function best(rows: readonly Changeover[], from: PlanItem | null, to: PlanItem): Changeover | undefined {
  const ranked = rows.flatMap((row) => {
    const isGeneral = row.fromItemId === null && row.fromFamily === null
    const left = isGeneral ? 0 : from === null ? -1 : rankOf(row.fromItemId, row.fromFamily, from) || -1
    return left < 0 ? [] : [{ row, rank: left * 3 + rankOf(row.toItemId, row.toFamily, to) }]
  })
  return ranked.sort((a, b) => b.rank - a.rank)[0]?.row
}

/** How exactly a row names an item: 2 by itself, 1 by its family, 0 not at all. */
function rankOf(itemId: string | null, family: string | null, item: PlanItem): number {
  if (itemId !== null) return itemId === item.id ? 2 : 0
  return family !== null && family === item.family ? 1 : 0
}

function isOn({ hours, setup }: RecipeRow, resource: string): boolean {
  return (hours?.[resource] ?? 0) > 0 || (setup?.hours?.[resource] ?? 0) > 0
}

function withoutLeast({ lot, ...row }: RecipeRow): RecipeRow {
  const { min: _, ...rest } = lot!
  return Object.keys(rest).length > 0 ? { ...row, lot: rest } : row
}

function saySetups({ noted, inputs }: Building, { recipes, resources }: Made): void {
  const say = (about: string, says: string, value: number) => noted.say(about, says, value, 'taken in')
  const setups = recipes.filter(({ setup }) => setup).length
  if (setups > 0) {
    const items = setups === 1 ? '1 item states its setup hours' : `${setups} items state their setup hours`
    say('setups', `Setups take their hours in each month in which an item is begun: ${items}.`, setups)
  }
  const kept = resources.filter(({ carryOver }) => carryOver)
  if (kept.length === 0) return
  const changes = kept.filter(({ changeovers }) => changeovers)
  const names = kept.map(({ id }) => id).join(', ')
  const first = `${names} ${kept.length === 1 ? 'stays' : 'stay'} set up over the end of a month for what was made last`
  const rows = inputs.changeovers.length
  say(
    'changeovers',
    `${first}${changes.length > 0 ? `; what a change takes follows ${rows === 1 ? '1 changeover' : `${rows} changeovers`}` : ''}.`,
    kept.length,
  )
}

function sayNotKept({ noted }: Building, { name }: PlanResource, items: number | null): void {
  const why =
    items === null
      ? 'as items that it makes stay set up on another resource already'
      : `as ${items} items are more than the ${mostInOrder} that can be brought into order`
  noted.say(
    `setups of ${name}`,
    `What ${name} stays set up for and its changeovers are not kept, ${why}: each item is set up in each month in which it is begun.`,
    items,
  )
}

/** Setups need whole numbers: where the policy keeps none, they are not in the plan. */
function sayLeftOut({ noted, inputs }: Building): void {
  const steps = inputs.steps.filter(({ setupHours }) => setupHours > 0).length
  const [changes, keeping] = [inputs.changeovers.length, inputs.resources.filter(({ keepsSetup }) => keepsSetup).length]
  const parts = [
    ...(steps > 0 ? [`setup hours of ${steps} ${steps === 1 ? 'step' : 'steps'}`] : []),
    ...(changes > 0 ? [`${changes} ${changes === 1 ? 'changeover' : 'changeovers'}`] : []),
    ...(keeping > 0 ? [`what ${keeping} ${keeping === 1 ? 'resource stays' : 'resources stay'} set up for`] : []),
  ]
  if (parts.length === 0) return
  noted.say(
    'setups left out',
    `Left out, as the policy keeps no whole lots: ${parts.join(', ')}.`,
    steps + changes + keeping,
  )
}
