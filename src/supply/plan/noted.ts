import type { Recipes } from '../recipes/explosion.ts'
import { whereUsed } from '../recipes/where-used.ts'
import type { PlanAssumption, PlanProblem } from '../schema.ts'
import type { PlanItem } from './inputs.ts'

type Kind = PlanProblem['kind']

const words: Record<Kind, (codes: string) => string> = {
  'recipe cycle': (codes) => `The recipe of ${codes} leads back to itself; left out. Correct the recipe.`,
  'no lead time': (codes) => `Nobody says how long it takes to get ${codes}; the lead time of the policy was taken.`,
  'no capacity': (codes) => `A resource that ${codes} needs has no hours in the whole plan. Give it hours per day.`,
  'negative stock': (codes) =>
    `Stock of ${codes} is below zero somewhere; those places were counted as empty. Count again.`,
  'unknown site': (codes) =>
    `Stock of ${codes} lies at a place that no site is named for; it was counted in. Say which site.`,
  'no source': (codes) => `${codes} is bought, but no supplier sells it; a purchase at standard cost was assumed.`,
  'unit mismatch': (codes) =>
    `A recipe counts ${codes} in another unit than it is kept in; the figures were taken as they are.`,
  'inactive item': (codes) => `${codes} is no longer sold, yet demand is expected of it; the demand was planned.`,
  'beyond horizon': (codes) =>
    `An order or the lead time of ${codes} reaches beyond the plan; nothing of it arrives within.`,
  'no cost': (codes) => `No cost is known of ${codes}; the share of the list price of the policy was taken.`,
  'no price': (codes) => `No list price is known of ${codes}; it was derived from the cost.`,
  'impossible recipe': (codes) =>
    `A recipe states nothing or less of ${codes} as used, or all of it as scrap; it was taken not to be used there. Correct the recipe.`,
  'alternate cycle': (codes) =>
    `Used as an alternate, ${codes} would lead back to what it goes into; it was not used so. Correct the recipe.`,
  'stray alternate': (codes) =>
    `${codes} may stand in for a component that the recipe does not hold; it was not used so. Name a component of that recipe.`,
  'alternate beside changes': (codes) =>
    `${codes} may stand in for a component of a recipe that changes within the plan; it was not used so. Let the recipe hold for the whole plan, or leave the alternate out.`,
  'impossible by-product': (codes) =>
    `Nothing or less of ${codes} is stated to come with an item; it was taken not to come. Correct its quantity.`,
  'impossible shares': (codes) =>
    `The parts that suppliers of ${codes} are to have cannot all be kept: below 0 %, above 100 %, or together more or less than all; none was kept. Correct them.`,
  'least lot beside setups': (codes) =>
    `The resource that makes ${codes} stays set up or has changeovers; its least lot was not kept beside them. Take the least lot away, or the changeovers.`,
  'stranded stock': (codes) =>
    `Stock of ${codes} lies at a site where nobody asks for it and from which no lane leads to where it is asked for. State a lane.`,
  'late receipt': (codes) =>
    `Orders of ${codes} were due before today and have not come; they were taken to come in the first month.`,
}

const assumed = {
  'safety stock': 'Safety stock follows from the error of the forecast and the service target, as nobody stated it.',
  'no steps': 'Items that are made without a step named take no hours.',
  'no recipe': 'Items that are made without a recipe cost their standard cost and need no parts.',
} as const

const mostCodes = 50

type Around = {
  itemOf: ReadonlyMap<string, PlanItem>
  demandOf: ReadonlyMap<string, number[]>
  recipes: Recipes
}

/** Collects what is wrong and what was assumed, item by item, and says it with the demand that depends on it. */
export class Noted {
  readonly #around: Around
  readonly #problems = new Map<Kind, { ids: Set<string>; leftOut: boolean }>()
  readonly #assumed = new Map<keyof typeof assumed, Set<string>>()
  readonly #said: PlanAssumption[] = []

  constructor(around: Around) {
    this.#around = around
  }

  problem(kind: Kind, itemId: string, leftOut: boolean): void {
    const before = this.#problems.get(kind) ?? { ids: new Set<string>(), leftOut }
    before.ids.add(itemId)
    this.#problems.set(kind, before)
  }

  assume(about: keyof typeof assumed, itemId: string): void {
    this.#assumed.set(about, (this.#assumed.get(about) ?? new Set()).add(itemId))
  }

  say(about: string, says: string, value: number | null, kind: PlanAssumption['kind'] = 'assumed'): void {
    this.#said.push({ kind, about, says, value, items: 0 })
  }

  problems(): PlanProblem[] {
    return [...this.#problems]
      .map(([kind, { ids, leftOut }]) => {
        const codes = [...ids].map((id) => this.#around.itemOf.get(id)?.code ?? id).sort()
        const { units, money } = this.#dependsOn(ids)
        return {
          kind,
          says: words[kind](list(codes)),
          items: ids.size,
          codes: codes.slice(0, mostCodes),
          units,
          money,
          leftOut,
        }
      })
      .sort((a, b) => b.money - a.money)
  }

  assumptions(): PlanAssumption[] {
    const byItem = [...this.#assumed].map(([about, ids]) => ({
      kind: 'assumed' as const,
      about,
      says: assumed[about],
      value: null,
      items: ids.size,
    }))
    return [...this.#said, ...byItem]
  }

  /** Demand of these items and of everything they go into. */
  #dependsOn(ids: ReadonlySet<string>): { units: number; money: number } {
    const { itemOf, demandOf, recipes } = this.#around
    const all = new Set(ids)
    for (const id of ids) for (const { assemblyId } of whereUsed(recipes, id)) all.add(assemblyId)
    let [units, money] = [0, 0]
    for (const id of all) {
      const wanted = (demandOf.get(id) ?? []).reduce((sum, each) => sum + each, 0)
      units += wanted
      money += wanted * (itemOf.get(id)?.price ?? 0)
    }
    return { units: Math.round(units * 100) / 100, money: Math.round(money * 100) / 100 }
  }
}

function list(codes: readonly string[]): string {
  const shown = codes.slice(0, 3).join(', ')
  return codes.length > 3 ? `${shown} and ${codes.length - 3} more` : shown
}
