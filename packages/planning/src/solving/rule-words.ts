import type { Instance } from '../instance/instance-parts.ts'
import { backlogField, isOver, startField, stockField, type Tag, workerField } from './rule-fields.ts'

/** A rule in planners' words, with the path of the input that states it and what gives way. */
export interface RuleWords {
  readonly rule: string
  readonly path: string
  readonly verb: string
}

/** Names a row (or the limit of a column) of the program as a planner would. */
export function ruleWords(instance: Instance, tag: Tag): RuleWords {
  return (
    stockWords(instance, tag) ??
    demandWords(instance, tag) ??
    hourWords(instance, tag) ??
    workerWords(instance, tag) ??
    sourceWords(instance, tag) ??
    otherWords(instance, tag)
  )
}

function say(tag: Tag, path: string, rule: string, verb = isOver(tag) ? 'over by' : 'under by'): RuleWords {
  return { path, rule, verb }
}

function stockWords(instance: Instance, tag: Tag): RuleWords | undefined {
  const over = isOver(tag)
  const { item, site, path } = instance.points[tag.ref] ?? { item: '', site: '', path: '' }
  const oneSite = instance.points.every((each) => each.site === instance.points[0]!.site)
  const name = `${item}${oneSite ? '' : ` at ${site}`}`
  switch (tag.kind) {
    case 'balance':
      return say(tag, demandPath(instance, tag.ref), `demand for ${name}`, 'undelivered')
    case 'stock':
      return say(tag, `${path}.${stockField(instance, tag)}`, `${over ? 'maximum stock' : 'stock target'} of ${name}`)
    case 'safetyRow':
    case 'shortfall':
      return say(tag, `${path}.safetyStock`, `safety stock of ${name}`)
    case 'shelfRow':
      return say(tag, `${path}.shelfLife`, `shelf life of ${name}`, 'too old')
    default:
      return undefined
  }
}

function demandWords(instance: Instance, tag: Tag): RuleWords | undefined {
  const demand = instance.demand[tag.ref]
  const whose = demand && demand.class !== 'all' ? ` for ${demand.class}` : ''
  const item = demand && `${instance.points[demand.point]!.item}${whose}`
  switch (tag.kind) {
    case 'demandRow':
      return say(tag, demand!.path, `demand for ${item}`, 'undelivered')
    case 'backlog':
      return say(tag, `${demand!.path}.${backlogField(instance, tag)}`, `backlog limit of ${item}`)
    case 'lost':
    case 'sold':
      return say(tag, demand!.path, `demand for ${item}`)
    default:
      return undefined
  }
}

function hourWords(instance: Instance, tag: Tag): RuleWords | undefined {
  const { id, path, pool } = instance.capacities[tag.ref] ?? { id: '', path: '', pool: undefined }
  switch (tag.kind) {
    case 'capacityRow':
    case 'regular':
    case 'regularRow':
      return say(tag, `${path}.${pool ? 'hoursPerWorker' : 'capacity'}`, `capacity of ${id}`, 'more hours')
    case 'overtime':
      return say(tag, `${path}.overtime.maxHours`, `overtime limit of ${id}`, 'more hours')
    case 'overtimeRow':
      return say(tag, `${path}.overtime.maxHoursPerWorker`, `overtime limit of ${id}`, 'more hours')
    case 'shifts':
      return say(tag, `${path}.shifts.max`, `extra shifts of ${id}`)
    case 'maintenance':
    case 'maintenanceRow':
      return say(tag, `${path}.maintenance`, `maintenance of ${id}`)
    case 'leastHoursRow':
      return pool
        ? say(tag, `${path}.noIdle`, `no idle hours of ${id}`, 'idle hours')
        : say(tag, `${path}.minHours`, `least hours of ${id}`)
    default:
      return undefined
  }
}

function workerWords(instance: Instance, tag: Tag): RuleWords | undefined {
  const over = isOver(tag)
  const { id, path } = instance.capacities[tag.ref] ?? { id: '', path: '' }
  switch (tag.kind) {
    case 'workers':
      return say(tag, `${path}.${workerField(instance, tag)}`, `${over ? 'most' : 'least'} workers of ${id}`)
    case 'workersRow':
      return say(tag, path, `workers of ${id}`)
    case 'hires':
      return say(tag, `${path}.maxHires`, `hiring limit of ${id}`)
    case 'releases':
      return say(tag, `${path}.maxReleases`, `release limit of ${id}`)
    default:
      return undefined
  }
}

function sourceWords(instance: Instance, tag: Tag): RuleWords | undefined {
  const over = isOver(tag)
  const { id, path } = instance.sources[tag.ref] ?? { id: '', path: '' }
  switch (tag.kind) {
    case 'commitmentRow':
      return over
        ? say(tag, `${path}.maxTotal`, `most in total of ${id}`)
        : say(tag, `${path}.commitment`, `commitment of ${id}`)
    case 'boundRow':
      return say(tag, 'fences', `fence of ${id}`)
    case 'changeRow':
      return say(tag, 'fences.changeCost', `change of ${id}`)
    case 'start':
      return say(tag, `${path}.${startField(instance, tag)}`, `${over ? 'maximum' : 'minimum'} of ${id}`)
    case 'setupRow':
    case 'setup':
      return hasOwnSetup(instance, tag.ref)
        ? say(tag, `${path}.${path.startsWith('purchases') ? 'orderCost' : 'setup'}`, `setup of ${id}`)
        : say(tag, `${path}.lot`, `lot size of ${id}`)
    case 'lotRow':
    case 'lots':
    case 'minLotRow':
      return say(tag, `${path}.lot`, `lot size of ${id}`)
    default:
      return undefined
  }
}

/** Whether the model speaks of a setup or an order cost; a least lot needs a yes or no of its own, which is no rule of the planner. */
function hasOwnSetup({ sources }: Instance, s: number): boolean {
  const { setupCost, setupHours } = sources[s]!
  return setupHours.length > 0 || (setupCost?.some((each) => each > 0) ?? false)
}

function otherWords(instance: Instance, tag: Tag): RuleWords {
  const { kind, ref } = tag
  switch (kind) {
    case 'laneRow':
      return say(tag, `${instance.lanes[ref]!.path}.capacity`, `capacity of lane ${instance.lanes[ref]!.id}`)
    case 'budgetRow':
    case 'budgetTotalRow': {
      const field = kind === 'budgetRow' ? 'max' : 'total'
      return say(
        tag,
        `budgets[${ref}].${field}`,
        instance.model.budgets![ref]!.name ?? `${instance.model.budgets![ref]!.kind} budget`,
      )
    }
    case 'sequenceRow':
      return say(
        tag,
        instance.sequences[ref]!.path,
        `changeovers of ${instance.capacities[instance.sequences[ref]!.capacity]!.id}`,
      )
    case 'shareRow': {
      const { item, sources } = instance.model.shares![ref]!
      return say(tag, `shares[${ref}]`, `share of ${sources.join(' and ')} in ${item}`)
    }
    case 'rateDown':
      return say(
        tag,
        `${instance.rates[ref]!.path}.maxDecrease`,
        `most decrease of what ${instance.rates[ref]!.name} make`,
      )
    case 'rateUp':
    case 'rateRow':
      return say(
        tag,
        `${instance.rates[ref]!.path}.maxIncrease`,
        `most increase of what ${instance.rates[ref]!.name} make`,
      )
    case 'strategyRow':
    case 'adjust':
      return say(tag, 'strategy', 'the strategy')
    default:
      return say(tag, '', kind)
  }
}

function demandPath(instance: Instance, point: number): string {
  return instance.demand.find((each) => each.point === point)?.path ?? instance.points[point]!.path
}
