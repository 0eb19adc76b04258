import type { Instance } from '../instance/instance-parts.ts'
import type { Plan, SourceLine } from '../model/plan.ts'
import type { Built } from '../program/layout.ts'
import type { Sentence } from './explanation.ts'
import { listed, type Words } from './words.ts'

const most = 8
const dust = 1e-6

/** What is made with another component than the usual one and why, and what comes with what is made. */
export function partSentences({ plan, built, words }: { plan: Plan; built: Built; words: Words }): Sentence[] {
  const { instance } = built
  const lines = new Map([...plan.production, ...plan.subcontract].map((line) => [line.source, line]))
  const made = instance.sources.flatMap((source) => {
    const line = lines.get(source.id)
    return line ? [{ source, line }] : []
  })
  return [
    ...made.flatMap((each) => insteadSentences({ ...each, plan, instance, words })).slice(0, most),
    ...besideSentences({ made, plan, instance, words }).slice(0, most),
  ]
}

type Made = { source: Instance['sources'][number]; line: SourceLine }
type Around = { plan: Plan; instance: Instance; words: Words }

function insteadSentences({ source, line, plan, instance, words }: Made & Around): Sentence[] {
  const { figure } = words
  return (line.replaced ?? []).flatMap(({ component, by, quantity }, k) => {
    const used = quantity.flatMap((units, t) => (units > dust ? [t] : []))
    if (used.length === 0) return []
    const when = used
      .slice(0, 3)
      .map((t) => `${figure(quantity[t]!)} of ${figure(line.quantity[t]!)} in ${plan.periods[t]}`)
    const more = used.length > 3 ? [`others in ${used.length - 3} more periods`] : []
    const why = whyInstead({ source, plan, instance, words }, { k, used, component, by })
    return [
      {
        says: `${line.item} is made with ${by} in place of ${component}: ${listed([...when, ...more])}${why}.`,
        about: 'instead',
      },
    ]
  })
}

/** A fact that explains it: the substitute costs less, or none of the usual component is left then. */
function whyInstead(
  { source, plan, instance, words: { figure } }: Around & Pick<Made, 'source'>,
  { k, used, component, by }: { k: number; used: readonly number[]; component: string; by: string },
): string {
  const { use, point, quantity } = source.substitutes[k]!
  const usual = source.uses[use]!
  const cost = (p: number) =>
    Math.min(
      ...instance.sources.flatMap((each) => (each.kind === 'buy' && each.point === p ? [each.cost[used[0]!]!] : [])),
    )
  const [ofUsual, ofOther] = [cost(usual.point) * usual.quantity, cost(point) * quantity]
  if (ofOther < ofUsual && ofUsual < Number.POSITIVE_INFINITY)
    return `; bought, ${by} costs ${figure(ofOther)} for each and ${component} ${figure(ofUsual)}`
  const { item, site } = instance.points[usual.point]!
  const stock = plan.stock.find((each) => each.item === item && each.site === site)?.quantity
  return stock && used.every((t) => stock[t]! <= dust) ? `; no ${component} is left then` : ''
}

function besideSentences({ made, plan, instance, words: { figure } }: Around & { made: readonly Made[] }): Sentence[] {
  const found = new Map<number, { units: number; with: Set<string> }>()
  for (const { source, line } of made)
    for (const { point, quantity } of source.gives) {
      const before = found.get(point) ?? { units: 0, with: new Set<string>() }
      before.units += quantity * line.quantity.reduce((sum, units) => sum + units, 0)
      found.set(point, { ...before, with: before.with.add(line.item) })
    }
  return [...found].flatMap(([point, { units, with: makers }]): Sentence[] => {
    if (units <= dust) return []
    const { item, site } = instance.points[point]!
    const thrown = plan.stock.find((each) => each.item === item && each.site === site)?.disposed
    const gone = (thrown ?? []).reduce((sum, each) => sum + each, 0)
    const away = gone > dust ? `; ${figure(gone)} of all ${item} are thrown away` : ''
    return [
      {
        says: `${figure(units)} ${item} come with the making of ${listed([...makers].slice(0, 5))}${away}.`,
        about: 'beside',
      },
    ]
  })
}
