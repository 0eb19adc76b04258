import type { PlanModel } from '@drumbeat/planning'
import { generatedCompany, type Size } from './generated-company.ts'

const shares = [1.2, 1, 0.8]

/**
 * The generated company at each of three sites, with lanes between all of them: every site can make, buy and stock
 * everything, at a cost that rises by 5 % from site to site, so that what to make where is the question.
 */
export function everywhere(size: Size, seed: number): PlanModel {
  const one = generatedCompany(size, seed)
  const sites = shares.map((_, s) => `site ${s + 1}`)
  return {
    periods: one.periods,
    items: one.items,
    sites,
    recipes: sites.flatMap((site, s) =>
      one.recipes!.map((recipe) => ({
        ...recipe,
        id: `${recipe.id} ${site}`,
        site,
        cost: (recipe.cost as number) * (1 + 0.05 * s),
        hours: Object.fromEntries(Object.entries(recipe.hours!).map(([line, hours]) => [`${line} ${site}`, hours])),
      })),
    ),
    resources: sites.flatMap((site, s) =>
      one.resources!.map((line) => ({
        ...line,
        id: `${line.id} ${site}`,
        site,
        capacity: ((line.capacity as number) / 3) * shares[s]!,
        overtime: { costPerHour: 30, maxHours: (line.capacity as number) * 0.05 },
      })),
    ),
    stock: sites.flatMap((site) =>
      one.stock!.map((row) => ({
        ...row,
        site,
        opening: Math.round(row.opening! / 3),
        ...(row.safetyStock ? { safetyStock: Math.round((row.safetyStock as number) / 3) } : {}),
      })),
    ),
    demand: sites.flatMap((site, s) =>
      generatedCompany(size, seed * 10 + s).demand!.map((row) => ({
        ...row,
        site,
        quantity: (row.quantity as number[]).map((units) => Math.round(units / 3)),
      })),
    ),
    subcontract: sites.flatMap((site) =>
      one.subcontract!.map((row) => ({ ...row, id: `${row.item} out ${site}`, site })),
    ),
    lanes: sites.flatMap((from) =>
      sites.filter((to) => to !== from).map((to) => ({ from, to, cost: 1, leadTime: 1, capacity: 2000 })),
    ),
  }
}
