import type { Actual } from '../cycle/act.ts'
import { cellKey, monthAfter } from '../cycle/state.ts'
import { type ValueAdded, WeighedSource } from '../schema.ts'
import type { Cell } from './cells.ts'

/** Fewer family-months than this tell nothing of a source. */
const least = 6

/**
 * How good each source was: its absolute error over what came, beside the error of last year's figure for the same
 * family-months. Sources that beat last year's figure weigh by the inverse of their squared error (Bates and Granger, 1969);
 * until one does, the statistical forecast stands by itself.
 */
export function valueAddedOf(
  past: readonly (readonly Cell[])[],
  actuals: Readonly<Record<string, Actual>>,
): ValueAdded[] {
  const measured = WeighedSource.options.map((source) => measure(source, past.flat(), actuals))
  const good = measured.filter(({ compared, valueAdded }) => compared >= least && (valueAdded ?? 0) > 0)
  const inverse = (each: ValueAdded) => 1 / Math.max(each.wape!, 0.001) ** 2
  const total = good.reduce((sum, each) => sum + inverse(each), 0)
  return measured.map((each) => ({
    ...each,
    weight: good.includes(each) ? inverse(each) / total : total === 0 && each.source === 'statistical' ? 1 : 0,
  }))
}

function measure(source: WeighedSource, cells: readonly Cell[], actuals: Readonly<Record<string, Actual>>): ValueAdded {
  let [compared, error, naive, signed, volume] = [0, 0, 0, 0, 0]
  for (const cell of cells) {
    const actual = actuals[cellKey(cell)]?.units
    const before = actuals[cellKey({ familyId: cell.familyId, month: monthAfter(cell.month, -12) })]?.units
    const said = cell[source]
    if (actual === undefined || before === undefined || said === null) continue
    compared += 1
    error += Math.abs(said - actual)
    naive += Math.abs(before - actual)
    signed += said - actual
    volume += actual
  }
  const wape = volume > 0 ? error / volume : null
  const naiveWape = volume > 0 ? naive / volume : null
  const valueAdded = wape === null || naiveWape === null ? null : naiveWape - wape
  return { source, compared, wape, naiveWape, valueAdded, bias: volume > 0 ? signed / volume : null, weight: 0 }
}
