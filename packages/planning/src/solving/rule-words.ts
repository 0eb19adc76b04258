import type { Company } from '../building/company-parts.ts'
import type { Kind } from '../building/program.ts'

/** A rule in planners' words, with the path of the input that states it and what gives way. */
export interface RuleWords {
  readonly rule: string
  readonly path: string
  readonly verb: string
}

/** Names a row (or the limit of a column) of the program as a planner would. */
export function ruleWords(company: Company, tag: { kind: Kind; ref: number; direction?: 1 | -1 }): RuleWords {
  const { kind, ref } = tag
  const over = tag.direction !== -1
  const point = () => company.points[ref]!
  const capacity = () => company.capacities[ref]!
  const source = () => company.sources[ref]!
  const where = (site: string) =>
    company.points.every((each) => each.site === company.points[0]!.site) ? '' : ` at ${site}`
  const at = (path: string, rule: string, verb = over ? 'over by' : 'under by'): RuleWords => ({ path, rule, verb })
  switch (kind) {
    case 'balance':
      return at(demandPath(company, ref), `demand for ${point().item}${where(point().site)}`, 'undelivered')
    case 'demandRow':
      return at(
        company.demand[ref]!.path,
        `demand for ${company.points[company.demand[ref]!.point]!.item}`,
        'undelivered',
      )
    case 'capacityRow':
    case 'regular':
    case 'regularRow':
      return at(
        `${capacity().path}.${capacity().pool ? 'hoursPerWorker' : 'capacity'}`,
        `capacity of ${capacity().id}`,
        'more hours',
      )
    case 'overtime':
    case 'overtimeRow':
      return at(`${capacity().path}.overtime`, `overtime limit of ${capacity().id}`, 'more hours')
    case 'shifts':
      return at(`${capacity().path}.shifts.max`, `extra shifts of ${capacity().id}`)
    case 'maintenance':
    case 'maintenanceRow':
      return at(`${capacity().path}.maintenance`, `maintenance of ${capacity().id}`)
    case 'workers':
      return at(`${capacity().path}.${over ? 'max' : 'min'}`, `${over ? 'most' : 'least'} workers of ${capacity().id}`)
    case 'workersRow':
      return at(capacity().path, `workers of ${capacity().id}`)
    case 'hires':
      return at(`${capacity().path}.maxHires`, `hiring limit of ${capacity().id}`)
    case 'releases':
      return at(`${capacity().path}.maxReleases`, `release limit of ${capacity().id}`)
    case 'stock':
      return at(
        `${point().path}.${over ? 'max' : 'min or endStock'}`,
        `${over ? 'maximum stock' : 'stock target'} of ${point().item}${where(point().site)}`,
      )
    case 'safetyRow':
    case 'shortfall':
      return at(`${point().path}.safetyStock`, `safety stock of ${point().item}${where(point().site)}`)
    case 'shelfRow':
      return at(`${point().path}.shelfLife`, `shelf life of ${point().item}${where(point().site)}`, 'too old')
    case 'backlog':
      return at(
        `${company.demand[ref]!.path}.endBacklog or maxBacklog`,
        `backlog limit of ${company.points[company.demand[ref]!.point]!.item}`,
      )
    case 'lost':
    case 'sold':
      return at(company.demand[ref]!.path, `demand for ${company.points[company.demand[ref]!.point]!.item}`)
    case 'laneRow':
      return at(`${company.lanes[ref]!.path}.capacity`, `capacity of lane ${company.lanes[ref]!.id}`)
    case 'commitmentRow':
      return at(source().path, `${over ? 'most' : 'least'} in total of ${source().id}`)
    case 'budgetRow':
    case 'budgetTotalRow':
      return at(
        `budgets[${ref}].${kind === 'budgetRow' ? 'max' : 'total'}`,
        `${company.model.budgets![ref]!.kind} budget`,
      )
    case 'boundRow':
      return at('fences', `fence of ${source().id}`)
    case 'changeRow':
      return at('fences.changeCost', `change of ${source().id}`)
    case 'start':
      return at(`${source().path}.${over ? 'max' : 'min'}`, `${over ? 'limit' : 'minimum'} of ${source().id}`)
    case 'leastHoursRow':
      return capacity().pool
        ? at(`${capacity().path}.noIdle`, `no idle hours of ${capacity().id}`, 'idle hours')
        : at(`${capacity().path}.minHours`, `least hours of ${capacity().id}`)
    case 'rateUp':
    case 'rateDown':
    case 'rateRow': {
      const { path, name } = company.rates[ref]!
      return kind === 'rateDown'
        ? at(`${path}.maxDecrease`, `most decrease of what ${name} make`)
        : at(`${path}.maxIncrease`, `most increase of what ${name} make`)
    }
    case 'setupRow':
    case 'setup':
      return at(`${source().path}.setup`, `setup of ${source().id}`)
    case 'lotRow':
    case 'lots':
    case 'minLotRow':
      return at(`${source().path}.lot`, `lot size of ${source().id}`)
    case 'templateRow':
    case 'adjust':
      return at('template', 'the template')
    default:
      return at('', kind)
  }
}

function demandPath(company: Company, point: number): string {
  return company.demand.find((each) => each.point === point)?.path ?? company.points[point]!.path
}
