import { sortedQuantile } from '../numerics/sorted-quantile.ts'
import { Refusal } from '../refusal.ts'

/**
 * Quantiles of reconciled paths (Panagiotelis et al. 2023). Give `reconcileTree` or `reconcileCrossed` one column per path and
 * step (column `step * paths + path`); when path k of every node uses the error of the same past period, the paths
 * keep the correlation of the nodes, and the quantiles of a sum are those of its parts together.
 */
export function quantilesOfPaths(given: {
  /** The reconciled paths, node by node. */
  paths: Float64Array
  nodes: number
  pathCount: number
  horizon: number
  probabilities: readonly number[]
}): Float64Array[] {
  const { paths, nodes, pathCount, horizon, probabilities } = given
  if (paths.length !== nodes * pathCount * horizon) {
    const message = `${paths.length} values were given for ${nodes} nodes, ${pathCount} paths and ${horizon} steps.`
    throw new Refusal({
      code: 'shape',
      value: paths.length,
      message: `${message} Give ${nodes * pathCount * horizon}.`,
    })
  }
  for (const p of probabilities) {
    if (p > 0 && p < 1) continue
    throw new Refusal({ code: 'probability', value: p, message: `Probability ${p} is not between 0 and 1.` })
  }
  const out = probabilities.map(() => new Float64Array(nodes * horizon))
  const values = new Float64Array(pathCount)
  for (let cell = 0; cell < nodes * horizon; cell++) {
    values.set(paths.subarray(cell * pathCount, (cell + 1) * pathCount))
    values.sort()
    for (const [i, p] of probabilities.entries()) out[i]![cell] = sortedQuantile(values, p)
  }
  return out
}
