import type { Instance } from '../instance/instance-parts.ts'
import type { PlanModel } from '../model/plan-model.ts'
import type { Strategy } from '../strategies/strategy.ts'
import { addBudgets } from './budgets.ts'
import { addCapacity } from './capacity.ts'
import { addDemand } from './demand.ts'
import { addFences } from './fences.ts'
import { withoutHugeLimits } from './huge-limits.ts'
import { type Built, emptyLayout } from './layout.ts'
import { neverPrices, withCounted } from './never-prices.ts'
import { programDraft } from './program-draft.ts'
import { addRates } from './rates.ts'
import { requirements } from './requirements.ts'
import { addSequences } from './sequences.ts'
import { addShares } from './shares.ts'
import { addSmoothness } from './smoothness.ts'
import { addSources } from './sources.ts'
import { addStock } from './stock.ts'
import { addStrategy } from './strategy-rules.ts'

/** Builds the linear or mixed-integer program of an instance. */
export function buildProgram(instance: Instance, options: { strategy?: Strategy | undefined } = {}): Built {
  const { points, sources, capacities, demand, periods } = instance
  const draft = programDraft(
    (points.length * 2 + sources.length + demand.length * 3 + capacities.length * 2) * periods.length,
  )
  const layout = emptyLayout(instance)
  const need = requirements(instance)
  addStock({ instance, draft, layout })
  addSources({ instance, draft, layout, need })
  addDemand({ instance, draft, layout })
  addCapacity({ instance, draft, layout })
  addSequences({ instance, draft, layout, need })
  addRates({ instance, draft, layout })
  addFences({ instance, draft, layout })
  addBudgets({ instance, draft, layout })
  addShares({ instance, draft, layout })
  if (wants(instance.model, 'smoothness')) addSmoothness({ instance, draft, layout })
  if (options.strategy) addStrategy({ instance, draft, layout, strategy: options.strategy, need })
  const program = withoutHugeLimits(draft.finish())
  const never = neverPrices(program)
  return { instance, program: never ? withCounted(program, never) : program, layout, strategy: options.strategy, never }
}

function wants(model: PlanModel, objective: string): boolean {
  return model.objectives?.includes(objective as 'money') ?? false
}
