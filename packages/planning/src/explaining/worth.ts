import type { Highs } from 'highs'
import type { Built } from '../building/build.ts'
import { codeOf, kinds } from '../building/program.ts'
import { modelData } from '../solving/highs.ts'
import { ruleWords } from '../solving/rule-words.ts'
import type { Found } from '../solving/search.ts'

/** What one more unit of a binding limit is worth. */
export interface Worth {
  readonly rule: string
  readonly path: string
  readonly period: string
  readonly unit: 'hour' | 'unit' | 'worker' | 'money'
  /** Money saved (or earned) by one more. */
  readonly worth: number
  /** `re-solved`: the plan was solved again with one more; `dual`: the marginal price, not re-solved. */
  readonly by: 're-solved' | 'dual'
  /** The marginal price; differs from `worth` where the first unit changes what is binding. */
  readonly marginal: number
}

const limits = (
  [
    'capacityRow',
    'regularRow',
    'overtimeRow',
    'laneRow',
    'shelfRow',
    'budgetRow',
    'budgetTotalRow',
    'commitmentRow',
    'boundRow',
  ] as const
).map(codeOf)
const limited = (['start', 'stock', 'overtime', 'shifts', 'workers', 'hires', 'regular', 'backlog'] as const).map(
  codeOf,
)

/** The worth of every binding limit, dearest first; the first `resolve` are verified by solving again with one more. */
export function worthOfLimits(input: { highs: Highs; built: Built; found: Found; resolve: number }): Worth[] {
  const { highs, built, found, resolve } = input
  const { program } = built
  const bound: { on: 'row' | 'column'; index: number; marginal: number }[] = []
  for (let i = 0; i < program.rows; i++) {
    const marginal = -found.rowPrices![i]!
    if (limits.includes(program.rowTag.kind[i]!) && marginal > 1e-7 && program.rowUpper[i]! < 1e20)
      bound.push({ on: 'row', index: i, marginal })
  }
  for (let j = 0; j < program.columns; j++) {
    const marginal = -found.colPrices![j]!
    if (limited.includes(program.colTag.kind[j]!) && marginal > 1e-7 && program.colUpper[j]! < 1e20)
      bound.push({ on: 'column', index: j, marginal })
  }
  bound.sort((a, b) => b.marginal - a.marginal)
  const again = resolver({ highs, built, found })
  try {
    return bound.map((each, rank) => {
      const tags = each.on === 'row' ? program.rowTag : program.colTag
      const [kind, ref, period] = [kinds[tags.kind[each.index]!]!, tags.ref[each.index]!, tags.period[each.index]!]
      const { rule, path } = ruleWords(built.company, { kind, ref, direction: 1 })
      const resolved = rank < resolve ? again.gain(each) : undefined
      return {
        rule,
        path,
        period: built.company.periods[period]!,
        unit: unitOf(kind),
        worth: resolved ?? each.marginal,
        by: resolved === undefined ? 'dual' : 're-solved',
        marginal: each.marginal,
      }
    })
  } finally {
    again.close()
  }
}

/** Solves the plan, integers fixed, again and again with one more of something. */
function resolver({ highs, built, found }: { highs: Highs; built: Built; found: Found }) {
  const { program } = built
  const fixed = { ...program, colLower: program.colLower.slice(), colUpper: program.colUpper.slice() }
  for (let j = 0; j < program.columns; j++)
    if (program.integer[j]) fixed.colLower[j] = fixed.colUpper[j] = Math.round(found.values![j]!)
  let model: ReturnType<Highs['createModel']> | undefined
  let base = 0
  return {
    gain(bound: { on: 'row' | 'column'; index: number }): number | undefined {
      if (!model) {
        model = highs.createModel(modelData(fixed, { relaxed: true }))
        model.options.set('output_flag', false)
        base = solved() ?? 0
      }
      change(bound, 1)
      const better = solved()
      change(bound, 0)
      return better === undefined ? undefined : base - better
    },
    close: () => model?.dispose(),
  }

  function change({ on, index }: { on: 'row' | 'column'; index: number }, by: number): void {
    if (on === 'row') model!.changeRowBounds(index, fixed.rowLower[index]!, fixed.rowUpper[index]! + by)
    else model!.changeColBounds(index, fixed.colLower[index]!, fixed.colUpper[index]! + by)
  }

  function solved(): number | undefined {
    model!.zeroAllClocks()
    model!.run()
    return model!.getModelStatus() === highs.constants.modelStatus.optimal ? model!.getObjectiveValue() : undefined
  }
}

function unitOf(kind: string): Worth['unit'] {
  if (/capacity|regular|overtime/.test(kind)) return 'hour'
  if (/workers|hires/.test(kind)) return 'worker'
  return kind === 'budgetRow' || kind === 'budgetTotalRow' ? 'money' : 'unit'
}
