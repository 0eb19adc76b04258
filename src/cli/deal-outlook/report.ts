import type { ScoreModel } from '@drumbeat/deal-outlook'
import type { FeatureKinds } from './features.ts'

/** What fit says of a model: its verdict, its measures beside the base rate, and what it uses. */
export function reportOf(
  { quality, why, inUse, baseRate, calibration, trees }: ScoreModel,
  kinds: FeatureKinds,
): string {
  const uses = [
    ['numeric', kinds.numeric],
    ['categorical', kinds.categorical],
    ['dates', kinds.dates],
  ] as const
  const lines = [
    `verdict            ${quality?.verdict ?? 'no usable signal'}`,
    why,
    inUse
      ? `score              ${trees.length} trees, calibration: ${calibration.kind}`
      : `score              the base rate, ${baseRate.toFixed(4)}, of every deal`,
    ...uses.filter(([, names]) => names.length > 0).map(([kind, names]) => `${kind.padEnd(18)} ${names.join(', ')}`),
  ]
  if (!quality) return `${lines.join('\n')}\n`
  const { rows, outcomeRate, auc, brier, logLoss, calibrationError, baseRate: base } = quality
  const measures = [
    `measured on        ${rows} rows not learned from, ${(100 * outcomeRate).toFixed(1)} % with the outcome`,
    '                   model      base rate',
    `AUC                ${auc.toFixed(4)}     0.5000`,
    `Brier              ${brier.toFixed(4)}     ${base.brier.toFixed(4)}`,
    `log loss           ${logLoss.toFixed(4)}     ${base.logLoss.toFixed(4)}`,
    `calibration error  ${calibrationError.toFixed(4)}`,
  ]
  return `${[...lines, ...measures].join('\n')}\n`
}
