import { parseArgs } from 'node:util'

/** What `drumbeat plan` was asked to do. */
export interface PlanArguments {
  readonly verb: 'solve' | 'check' | 'risk'
  readonly model: string | undefined
  readonly plan: string | undefined
  readonly timeLimit: number | undefined
  readonly gap: number | undefined
  readonly strategy: 'chase' | 'level' | 'mixed' | 'menu' | undefined
  readonly changes: number
  readonly explain: boolean
  readonly check: boolean
  readonly progress: boolean
  readonly exportTo: { readonly format: 'mps' | 'lp'; readonly file: string } | undefined
  readonly samples: number
  readonly seed: number
  readonly uncertainty: string | undefined
  readonly schema: boolean
}

export type ReadArguments =
  | { readonly kind: 'arguments'; readonly value: PlanArguments }
  | { readonly kind: 'help' }
  | { readonly kind: 'problem'; readonly problem: string }

/** Help of `drumbeat plan`. */
export const planHelp = `Usage:
  drumbeat plan solve < model.json > plan.json
  drumbeat plan check --model model.json < plan.json
  drumbeat plan risk --model model.json < plan.json
  drumbeat plan schema > schema.json

solve   find the best plan
  --model <file>           the model, instead of stdin
  --time-limit <seconds>   stop with the best plan so far
  --gap <share>            an integer plan this near to the optimum is good enough (default 0)
  --strategy <name>        chase: no stock beyond what must be there and nothing late, so that production follows demand;
                           level: the same workers (without pools: the same production of each item) in all periods;
                           mixed: they change in a few periods only; menu: all of them, priced
  --changes <number>       with mixed: how many changes (default 2)
  --explain                add causes, prices of bottlenecks, and the conflict where no plan is feasible
  --check                  add the report of the independent checker
  --progress               tell on stderr how far it is (in a terminal it does so anyway)
  --export <file.mps|.lp>  also write the built model for other solvers
check   recompute every balance, limit and line of money of a plan
risk    sample futures against a committed plan
  --samples <number>       how many (default 1000)
  --seed <number>          same seed, same futures (default 1)
  --uncertainty <file>     how uncertain the future is, as JSON: demand (deviations or quantiles, by item), availability,
                           supplierDelay, service; what is left out varies as usual

schema  print the JSON Schema of the model

Ctrl-C stops the search with the best plan so far.
Exit codes: 0 done, the plan obeys every rule (optimal or feasible: see its status); 1 the input is invalid (problems on
stdout) or cannot be read; 2 wrong usage; 3 no plan obeys every rule, or the checker found faults (status infeasible or inexact); 4 stopped without a plan.
`

const options = {
  model: { type: 'string' },
  plan: { type: 'string' },
  'time-limit': { type: 'string' },
  gap: { type: 'string' },
  strategy: { type: 'string' },
  template: { type: 'string' },
  changes: { type: 'string' },
  explain: { type: 'boolean' },
  check: { type: 'boolean' },
  progress: { type: 'boolean' },
  export: { type: 'string' },
  samples: { type: 'string' },
  seed: { type: 'string' },
  uncertainty: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Reads the arguments after `drumbeat plan`. */
export function readPlanArguments(argv: readonly string[]): ReadArguments {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    const [verb, ...more] = positionals
    if (values.help || verb === 'help') return { kind: 'help' }
    if (verb !== 'solve' && verb !== 'check' && verb !== 'risk' && verb !== 'schema')
      return {
        kind: 'problem',
        problem: verb ? `There is no "plan ${verb}".` : 'Say what to do: solve, check, risk or schema.',
      }
    if (more.length > 0)
      return { kind: 'problem', problem: `"${more[0]}" is not expected here; the input is read from stdin.` }
    // The option was called --template before.
    const strategy = values.strategy ?? values.template
    if (strategy !== undefined && !['chase', 'level', 'mixed', 'menu'].includes(strategy))
      return { kind: 'problem', problem: `--strategy ${strategy}: choose chase, level, mixed or menu.` }
    const format = /[.](mps|lp)$/.exec(values.export ?? '.lp')?.[1] as 'mps' | 'lp' | undefined
    if (!format) return { kind: 'problem', problem: `--export ${values.export}: the name must end in .mps or .lp.` }
    if ((verb === 'check' || verb === 'risk') && !values.model)
      return { kind: 'problem', problem: `plan ${verb} needs --model model.json; the plan is read from stdin.` }
    return {
      kind: 'arguments',
      value: {
        verb: verb === 'schema' ? 'solve' : verb,
        schema: verb === 'schema',
        model: values.model,
        plan: values.plan,
        timeLimit: numberOf('time-limit', values['time-limit']),
        gap: numberOf('gap', values.gap),
        strategy: strategy as PlanArguments['strategy'],
        changes: numberOf('changes', values.changes) ?? 2,
        explain: values.explain ?? false,
        check: values.check ?? false,
        progress: values.progress ?? false,
        exportTo: values.export === undefined ? undefined : { format, file: values.export },
        samples: numberOf('samples', values.samples) ?? 1000,
        seed: numberOf('seed', values.seed) ?? 1,
        uncertainty: values.uncertainty,
      },
    }
  } catch (error) {
    return { kind: 'problem', problem: (error as Error).message }
  }
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new Error(`--${name} ${text}: write a number that is not negative.`)
  return value
}
