import { type DealValues, type Reasoned, type ScoreModel, scorerOf } from '@drumbeat/deal-outlook'
import type { CsvTable } from './csv-table.ts'
import { type FeatureKinds, featureColumns, sourceOf } from './features.ts'
import type { ScoreOptions } from './options.ts'

/** Writes the scores of a file's rows as CSV, a piece at a time. */
export function* scoreFile(given: {
  csv: CsvTable
  model: ScoreModel
  kinds: FeatureKinds
  options: ScoreOptions
}): Generator<string> {
  const { csv, model, kinds, options } = given
  const columns = featureColumns(csv, kinds)
  const ids = options.id === undefined ? undefined : csv.column(options.id)
  const scorer = scorerOf(model)
  yield 'id,probability,log_odds,baseline,reasons\n'
  for (let row = 0; row < csv.rows; row++) {
    const deal: DealValues = Object.fromEntries(columns.map(({ name, values }) => [name, values[row]!]))
    const id = field(ids?.[row] ?? String(row + 1))
    if (options.reasons === 0) {
      const probability = scorer.score(deal)
      yield `${id},${probability},${Math.log(probability / (1 - probability))},,\n`
      continue
    }
    const reasoned = scorer.explain(deal)
    const { probability, logOdds, baseline } = reasoned
    yield `${id},${probability},${logOdds},${baseline},${field(reasonsText(reasoned, kinds, options.reasons))}\n`
  }
}

/** The largest reasons by column of the file, and all others as one. */
function reasonsText({ contributions }: Reasoned, kinds: FeatureKinds, most: number): string {
  const bySource = new Map<string, number>()
  for (const { column, logOdds } of contributions) {
    const source = sourceOf(column, kinds)
    bySource.set(source, (bySource.get(source) ?? 0) + logOdds)
  }
  const sorted = [...bySource].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
  const rest = sorted.slice(most)
  const shown = sorted.slice(0, most)
  if (rest.length > 0) shown.push(['others', rest.reduce((sum, [, value]) => sum + value, 0)])
  return shown.map(([name, value]) => `${name}: ${value >= 0 ? '+' : ''}${value}`).join('; ')
}

function field(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
