import type { Model } from 'highs'

type Callbacks = Parameters<Model['run']>[0]

/** Runs the solver from the basis that it was given; where that cannot be factored, or presolve fails, from none and without presolve. */
export function runFromBasis(model: Model, callbacks?: Callbacks): void {
  try {
    model.run(callbacks)
  } catch {
    model.clearSolver()
    model.options.set('presolve', 'off')
    model.run(callbacks)
  }
}
