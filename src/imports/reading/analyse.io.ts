import { newId } from '#platform/ids.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { fieldOf } from '#platform/importing/file-kind.ts'
import type { Format, Mapping } from '#platform/importing/mapping.ts'
import type { Workspace } from '#platform/workspace.ts'
import { fileKinds, kindOf, nounOf } from '../kinds.ts'
import { withLittleMemory } from '../little-memory.ts'
import { companySettings, directory, keptHeaders } from '../loading/references.sql.ts'
import { howWritten } from '../recognise/columns.ts'
import { columnsOf, guessMapping } from '../recognise/guess.ts'
import { withSurvey } from '../recognise/questions.ts'
import { type Survey, surveyor } from '../recognise/survey.ts'
import type { Preview } from '../schema.ts'
import { previewOf, readRows, type Sample, sampleFile } from './read.io.ts'

/** Looks at a file, at its beginning for what it means and at all of it for how it is written, and guesses what it means. */
export function analyseFile(workspace: Workspace, file: Asked): Promise<{ mapping: Mapping; preview: Preview }> {
  return withLittleMemory(() => analysed(workspace, file))
}

type Asked = { path: string; fileName: string; kind?: string; format?: Partial<Format>; sheets?: string[] }

async function analysed({ db, domains }: Workspace, file: Asked): Promise<{ mapping: Mapping; preview: Preview }> {
  const kinds = file.kind ? [kindOf(domains, file.kind)] : fileKinds(domains)
  const sample = await sampleFile(file.path, file.format)
  const { currency } = await companySettings(db)
  const referred = new Set(fileKinds(domains).flatMap((kind) => kind.fields.flatMap((field) => field.noun ?? [])))
  const nouns = new Map(
    await Promise.all(
      [...referred].map(async (noun) => [noun, await directory(db, nounOf(domains, noun), newId)] as const),
    ),
  )
  const known = (noun: string, value: string) => nouns.get(noun)?.has(value) ?? false
  const shown = {
    fileName: file.fileName,
    ...sample,
    encodings: await readings(file.path, sample),
    ...(file.sheets && { sheets: file.sheets }),
  }
  const mapping = guessMapping(shown, { known, currency, kept: await keptHeaders(db, kinds) }, kinds)
  return { mapping: await surveyed(file.path, mapping, kindOf(domains, mapping.kind)), preview: previewOf(sample) }
}

/** What columns that were given another meaning hold, as their values show. */
export async function rewritten(
  path: string,
  mapping: Mapping,
  { kind, columns }: { kind: FileKind; columns: readonly string[] },
): Promise<Mapping> {
  return withLittleMemory(() => describedAnew(path, mapping, { kind, columns }))
}

async function describedAnew(
  path: string,
  mapping: Mapping,
  { kind, columns }: { kind: FileKind; columns: readonly string[] },
): Promise<Mapping> {
  const sample = columnsOf(await sampleFile(path, mapping.format))
  const described = mapping.columns.map((each) => {
    const values = sample.find((column) => column.name === each.column)
    if (!columns.includes(each.column) || !each.field || !values) return each
    return { ...howWritten(fieldOf(kind, each.field), values), ...each }
  })
  return surveyed(path, { ...mapping, columns: described }, kind)
}

/** Words and ways of writing that come late in a file count too, so the whole of it is read. */
async function surveyed(path: string, mapping: Mapping, kind: FileKind): Promise<Mapping> {
  const { look, found } = surveyor(kind, mapping)
  for await (const { rows } of readRows({ path, format: mapping.format })) for (const row of rows) look(row.values)
  return withSurvey({ ...mapping, stages: stagesIn(mapping, kind, found) }, kind, found)
}

function stagesIn(mapping: Mapping, { stages }: FileKind, { words }: Survey): Mapping['stages'] {
  if (!stages) return []
  const index = mapping.columns.findIndex((column) => column.field === stages.field)
  const opening = mapping.columns.find((column) => column.field === stages.opening)
  const own = [...(words.get(index) ?? [])]
  const others = [...words].filter(([at]) => at !== index).flatMap(([, set]) => [...set])
  const known = new Map(mapping.stages.map((stage) => [stage.value, stage]))
  const guessed = stages.guess(own, {
    ...(opening && { opening: opening.column }),
    besides: others,
    fields: mapping.columns.flatMap((column) => column.field ?? []),
  })
  return guessed.map((stage) => known.get(stage.value) ?? stage)
}

/** What each encoding in question makes of the same words. */
async function readings(path: string, sample: Sample): Promise<{ encoding: Format['encoding']; reads: string }[]> {
  if (sample.encodings.length === 0) return []
  const all = [sample.format.encoding, ...sample.encodings]
  return Promise.all(
    all.map(async (encoding) => {
      const { rows } = await sampleFile(path, { ...sample.format, encoding })
      const words = rows.flat().filter((value) => /[^\0-\x7f]/.test(value))
      return { encoding, reads: words.slice(0, 2).join(', ') }
    }),
  )
}
