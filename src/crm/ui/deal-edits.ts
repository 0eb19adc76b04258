import { keptField, withKept } from '#platform/kept/kept.ts'
import type { CellEdit, Choice } from '#platform/ui/grid/edit.ts'
import type { DealRow } from '../deals/contract.ts'

export type DealChoices = {
  stages: { id: string; name: string; pipelineId: string }[]
  owners: { id: string; name: string }[]
  fields: string[]
}

type Edited = 'amount' | 'expectedClose' | 'stage' | 'owner'
type Edits = Record<Edited, CellEdit<DealRow>> & Record<string, CellEdit<DealRow>>

/** What of a deal is edited in the list, and what it may become. */
export function dealEdits({ stages, owners, fields }: DealChoices): Edits {
  const named = (some: { id: string; name: string }[]): Choice[] =>
    some.map(({ id, name }) => ({ value: id, label: name }))
  const byPipeline = Map.groupBy(stages, ({ pipelineId }) => pipelineId)
  const stageChoices = new Map([...byPipeline].map(([id, some]) => [id, named(some)]))
  const people = named(owners)
  const labelOf = (choices: Choice[], value: unknown) => choices.find((choice) => choice.value === value)?.label ?? null
  return {
    amount: {
      kind: 'money',
      currency: (deal) => deal.currency,
      value: (deal) => deal.amountMinor,
      apply: (deal, amount) => ({
        ...deal,
        amountMinor: amount as number | null,
        amountBasis: amount === null ? 'none' : 'stated',
      }),
    },
    expectedClose: {
      kind: 'day',
      value: (deal) => deal.expectedClose,
      apply: (deal, day) => ({ ...deal, expectedClose: day as string | null }),
    },
    stage: {
      kind: 'choice',
      required: true,
      choices: (deal) => stageChoices.get(deal.pipelineId) ?? [],
      value: (deal) => deal.stageId,
      apply: (deal, stageId) => ({
        ...deal,
        stageId: String(stageId),
        stageName: labelOf(stageChoices.get(deal.pipelineId) ?? [], stageId) ?? deal.stageName,
      }),
    },
    owner: {
      kind: 'choice',
      choices: () => people,
      value: (deal) => deal.ownerId,
      apply: (deal, ownerId) => ({ ...deal, ownerId: ownerId as string | null, ownerName: labelOf(people, ownerId) }),
    },
    ...Object.fromEntries(fields.map((name) => [keptField(name), fieldEdit(name)])),
  }
}

function fieldEdit(name: string): CellEdit<DealRow> {
  return {
    kind: 'text',
    value: (deal) => deal.fields?.[name] ?? null,
    apply: (deal, value) => ({
      ...deal,
      fields: withKept(deal.fields, { [name]: value === null ? null : String(value) }),
    }),
  }
}
