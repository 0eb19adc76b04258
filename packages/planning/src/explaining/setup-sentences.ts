import type { Instance } from '../instance/instance-parts.ts'
import type { Plan } from '../model/plan.ts'
import type { Sentence } from './explanation.ts'
import type { Words } from './words.ts'

const mostResources = 8
const mostPeriods = 6
const dust = 1e-6

/** What setups and changes take of each resource, in which order it makes what it keeps set up, and how often that spares a setup. */
export function setupSentences(plan: Plan, instance: Instance, { figure }: Words): Sentence[] {
  const taken = instance.capacities.map(() => ({ hours: 0, count: 0 }))
  const book = (capacity: number, hours: number, count: number) => {
    taken[capacity]!.hours += hours * count
    taken[capacity]!.count += count
  }
  const lineOf = new Map(plan.production.map((line) => [line.source, line]))
  for (const { kind, id, setupHours } of instance.sources) {
    const count = kind === 'make' ? sum(lineOf.get(id)?.setups ?? []) : 0
    for (const { capacity, hours } of setupHours) book(capacity, hours, count)
  }
  for (const sequence of instance.sequences)
    for (const { hours } of changesIn(plan, instance, sequence))
      for (const [capacity, all] of Map.groupBy(hours, (each) => each.capacity))
        book(capacity, sum(all.map((each) => each.hours)), 1)
  return instance.capacities
    .flatMap(({ id }, c): Sentence[] => {
      const { hours, count } = taken[c]!
      const line = plan.resources.find(({ resource }) => resource === id)
      if (hours <= dust || !line) return []
      const used = sum(line.used)
      const share = used > dust ? `, ${figure((100 * hours) / used)} % of those used` : ''
      const times = `${figure(count)} ${Math.round(count) === 1 ? 'setup' : 'setups'}`
      return [
        {
          says: `${times} of ${id} take ${figure(hours)} hours${share}.${orderOf(plan, instance, line)}`,
          about: 'setups',
        },
      ]
    })
    .slice(0, mostResources)
}

type Step = Instance['sequences'][number]['steps'][number]

/** The steps that the plan takes on a resource that stays set up, one after the other. */
function changesIn(plan: Plan, { sources, capacities }: Instance, sequence: Instance['sequences'][number]): Step[] {
  const { steps, opening, capacity } = sequence
  const line = plan.resources.find(({ resource }) => resource === capacities[capacity]!.id)
  const placeOf = new Map(sequence.sources.map((s, place) => [sources[s]!.id, place]))
  let state = opening
  return (line?.sequence ?? []).flatMap((order) =>
    order.flatMap((id) => {
      const to = placeOf.get(id)!
      const step = to === state ? undefined : steps.find((each) => each.from === state && each.to === to)
      state = to
      return step ? [step] : []
    }),
  )
}

function orderOf(plan: Plan, { sources, points }: Instance, { sequence }: Plan['resources'][number]): string {
  if (!sequence) return ''
  const itemOf = new Map(sources.map(({ id, point }) => [id, points[point]!.item]))
  const changed = sequence.flatMap((order, t) =>
    order.length > 1 ? [`${plan.periods[t]} ${order.map((id) => itemOf.get(id)).join(', ')}`] : [],
  )
  const made = new Map(plan.production.map(({ source, quantity }) => [source, quantity]))
  const kept = sequence.filter((order, t) => t > 0 && order[0] && (made.get(order[0])?.[t] ?? 0) > dust).length
  const more = changed.length > mostPeriods ? '; and so on' : ''
  const inOrder = changed.length > 0 ? ` In order: ${changed.slice(0, mostPeriods).join('; ')}${more}.` : ''
  const spared = kept > 0 ? ` ${kept === 1 ? 'One setup stays' : `${kept} setups stay`} over the end of a period.` : ''
  return `${inOrder}${spared}`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, each) => total + each, 0)
}
