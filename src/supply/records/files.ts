import type { Field } from '#platform/importing/field.ts'
import type { FileKind, Noun, Things } from '#platform/importing/file-kind.ts'
import { needs, type RowRule, stop } from '#platform/importing/rule.ts'
import { recordNouns } from './nouns.ts'
import { type RecordField, type RecordNoun, stagedName } from './record.ts'
import { wrongRow } from './wrong-row.ts'

/** The things among them, which other files name. */
export const supplyNouns: readonly Noun[] = recordNouns.flatMap((noun) =>
  noun.thing
    ? [
        {
          noun: noun.thing,
          plural: noun.plural,
          table: noun.table,
          ...(noun.fields.some(({ name }) => name === 'code') && { key: 'code' }),
          permission: 'supply:edit' as const,
          restores: noun.fields.map(({ column }) => column),
        },
      ]
    : [],
)

/** The file that records of a kind come in, but for how it is loaded. */
export function recordFile(noun: RecordNoun): Omit<FileKind, 'loads'> {
  const required = noun.fields.filter((field) => field.required)
  return {
    name: noun.plural,
    turn: noun.turn,
    fields: [
      ...noun.fields.map(fieldOf),
      ...(noun.thing
        ? [{ field: 'alias', label: 'Key in other files', type: 'alias' as const, weight: 0, names: [] }]
        : []),
    ],
    required: required.map((field) => [stagedName(field)]),
    fileWords: noun.fileWords,
    rule: ruleOf(noun),
    permission: 'supply:edit',
    event: 'supply.records.imported',
    door: { label: 'See it in supply', to: `/supply-data?tab=${noun.path}`, permission: 'supply:read' },
  }
}

function fieldOf(field: RecordField): Field {
  const { label, type, weight, names, traits } = field
  return {
    field: stagedName(field),
    label,
    type,
    weight,
    names: names.split(' '),
    ...(field.noun && { noun: field.noun }),
    ...traits,
  }
}

/** How a file lists things that others name. */
export function recordThings(noun: RecordNoun, thing: string): Things {
  return {
    noun: thing,
    columns: Object.fromEntries(noun.fields.map((field) => [field.column, stagedName(field)])),
  }
}

/** What must be filled is filled, and what stands in the row can be meant. */
function ruleOf(noun: RecordNoun): RowRule {
  const filled = needs(...noun.fields.filter((field) => field.required).map(stagedName))
  return (row, input) => {
    filled(row, input)
    for (const field of noun.fields) if (field.choices) lower(row.cells, stagedName(field))
    const { starts_on: from, ends_on: to } = row.cells
    if (from && to && to < from) stop(row, 'ends_on', 'ends before it starts', `${from} until ${to} holds no day`)
    const wrong = wrongRow(noun, (field) => row.cells[stagedName(field)])
    if (wrong)
      stop(
        row,
        stagedName({ name: wrong.field }),
        wrong.kind,
        `${lowerFirst(wrong.says)}: ${lowerFirst(wrong.wayOut).replace(/[.]$/, '')}`,
      )
  }
}

/** Words that are chosen from are written small. */
function lower(cells: Record<string, string | null>, name: string): void {
  const value = cells[name]
  if (value) cells[name] = value.trim().toLowerCase()
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
