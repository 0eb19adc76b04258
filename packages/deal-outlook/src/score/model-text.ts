import { readTree, type TreeText, treeText } from '../boosting/tree-text.ts'
import { Refusal } from '../refusal.ts'
import type { ScoreModel } from './model.ts'

/** The first words of a stored model; another number stands for another form. */
const format = 'drumbeat deal score 1'

/** A model as JSON. */
export interface ScoreModelText extends Omit<ScoreModel, 'trees'> {
  readonly format: string
  readonly trees: readonly TreeText[]
}

/** Writes a model as values that JSON.stringify takes. */
export function scoreModelText(model: ScoreModel): ScoreModelText {
  return { format, ...model, trees: model.trees.map(treeText) }
}

/** Reads a model back, with the numbers it had; refuses what is none. */
export function readScoreModel(given: unknown): ScoreModel {
  const text = given as Partial<ScoreModelText> | null
  if (typeof text !== 'object' || text?.format !== format) {
    const shown = JSON.stringify((text as { format?: unknown } | null)?.format ?? null)
    const message = `This is not a deal score: its format is ${shown}, not "${format}". Give the file that fit wrote.`
    throw new Refusal({ code: 'model', value: shown, message })
  }
  const { encodings, trees, start, calibration, baseRate, inUse, quality, why } = text
  const whole = Array.isArray(encodings) && Array.isArray(trees) && calibration && encodings.every(({ name }) => name)
  if (!whole || typeof start !== 'number' || !(baseRate! > 0 && baseRate! < 1)) {
    const message = 'The deal score is damaged: a part of it is missing. Give the file that fit wrote, or fit it again.'
    throw new Refusal({ code: 'model', value: Object.keys(text).join(','), message })
  }
  const read = trees.map((tree) => readTree(tree, encodings.length))
  return {
    ...{ encodings, start, trees: read, calibration, baseRate: baseRate!, inUse: inUse === true },
    ...(quality && { quality }),
    why: why ?? '',
  }
}
