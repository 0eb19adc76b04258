import type { IntermittentPrior } from './prior.ts'

/**
 * The prior assumed where nothing was learned, made on simulated series by `npm run bench -- forecasting/intermittent-prior` (rows
 * of `pairs` are slopes, columns wanders).
 */
export const defaultPrior: IntermittentPrior = {
  pairs: [
    [0.0065, 0.005, 0.0031],
    [0.0236, 0.0175, 0.0092],
    [0.0799, 0.0485, 0.0204],
    [0.3908, 0.1494, 0.037],
    [0.0799, 0.0485, 0.0204],
    [0.0286, 0.021, 0.0107],
  ].flat(),
  recent: [],
  hazard: 0.01,
  hazardAhead: 0,
  sizes: [0.634, 0.322, 0.044],
  taught: 0,
  level: 1.044,
}
