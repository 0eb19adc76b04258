import type { Db } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'
import { companySettings, directory } from '../loading/references/queries.ts'
import { previewOf, readRows, sampleFile } from '../reading/queries.ts'
import { guessMapping } from '../recognise/guess.ts'
import { guessStages } from '../recognise/stages.ts'
import type { Format, Kind, Mapping, Preview } from '../schema.ts'

/** Looks at the beginning of a file, and at all its stage words where it holds deals, and guesses what it means. */
export async function analyseFile(
  db: Db,
  file: { path: string; fileName: string; kind?: Kind; format?: Format },
): Promise<{ mapping: Mapping; preview: Preview }> {
  const sample = await sampleFile(file.path, file.format)
  const { currency } = await companySettings(db)
  const nouns = new Map(
    await Promise.all(
      (['item', 'person', 'account', 'territory', 'family'] as const).map(
        async (noun) => [noun as string, await directory(db, noun, newId)] as const,
      ),
    ),
  )
  const known = (noun: string, value: string) => nouns.get(noun)?.has(value) ?? false
  const mapping = guessMapping({ fileName: file.fileName, ...sample }, { known, currency }, file.kind)
  return { mapping: { ...mapping, stages: await allStages(file.path, mapping) }, preview: previewOf(sample) }
}

const mostStages = 100

/** Stages that come late in a file are stages too, so the whole column is read. */
async function allStages(path: string, mapping: Mapping): Promise<Mapping['stages']> {
  const index = mapping.columns.findIndex((column) => column.field === 'stage')
  if (index < 0) return closedWords(mapping)
  const values = new Set<string>()
  for await (const { rows } of readRows({ path, format: mapping.format })) {
    for (const row of rows) {
      const value = row.values[index]?.trim()
      if (value && values.size < mostStages) values.add(value)
    }
  }
  return guessStages([...values], mapping.columns.find((column) => column.field === 'created_on')?.column)
}

/** Files that say won and closed in columns of their own need no stage words. */
function closedWords(mapping: Mapping): Mapping['stages'] {
  return mapping.kind === 'deals' ? guessStages(['Open', 'Won', 'Lost']) : mapping.stages
}
