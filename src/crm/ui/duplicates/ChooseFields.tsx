import { Radio } from '@mantine/core'
import { crmContract } from '#crm/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { LinesKept } from '../../deals/lines/contract.ts'
import type { PreviewField } from '../../duplicates/contract.ts'
import classes from '../crm.module.css'
import { ChooseLines } from './ChooseLines.tsx'
import type { MergedNoun } from './DuplicatesScreen.tsx'
import own from './duplicates.module.css'

export type Choices = Record<string, 'winner' | 'loser'>
type Side = { id: string; name: string; detail: string }
type Props = {
  noun: MergedNoun
  winner: Side
  loser: Side
  choices: Choices
  onChoose: (choices: Choices) => void
  /** Whose products a merged deal has; null as long as nobody chose. */
  kept: LinesKept | null
  onKeep: (kept: LinesKept) => void
}

/** Two side by side: where they differ one value is chosen; below, what moves to the one that stays. */
export function ChooseFields({ noun, winner, loser, choices, onChoose, kept, onKeep }: Props) {
  const preview = useCall(
    crmContract.previewMerge,
    { query: { noun, winner: winner.id, loser: loser.id } },
    { keepPrevious: false },
  )
  const { number } = useFormat()
  return (
    <Ready call={preview} loading={<LoadingLines rows={6} />}>
      {({ fields, lines, moves }) => (
        <>
          <table className={own.fields}>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">{winner.name} stays</th>
                <th scope="col">{loser.name} ends</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <FieldRow
                  key={field.field}
                  field={field}
                  chosen={choices[field.field] ?? field.suggested}
                  choose={(side) => onChoose({ ...choices, [field.field]: side })}
                />
              ))}
              {lines && <ChooseLines of={lines} kept={kept ?? lines.suggested} onKeep={onKeep} />}
            </tbody>
          </table>
          <p className={classes.sub}>
            {moves.length === 0
              ? `Nothing else refers to ${loser.name}.`
              : `Moves along: ${moves.map(({ rows, says }) => `${says} (${number(rows)})`).join(', ')}.`}{' '}
            {noun === 'account' && 'Deals move from now on; what they were known as before stays readable. '}
            Files that name {loser.name} lead to {winner.name}.
          </p>
        </>
      )}
    </Ready>
  )
}

type FieldProps = { field: PreviewField; chosen: 'winner' | 'loser'; choose: (side: 'winner' | 'loser') => void }

function FieldRow({ field, chosen, choose }: FieldProps) {
  const shown = useShown()
  const differs = field.winner !== field.loser
  return (
    <tr>
      <th scope="row">{field.label}</th>
      {(['winner', 'loser'] as const).map((side) => (
        <td key={side} className={differs && chosen === side ? own.kept : undefined}>
          {differs ? (
            <Radio
              size="xs"
              name={`keep-${field.field}`}
              checked={chosen === side}
              onChange={() => choose(side)}
              label={shown(field, side) ?? 'empty'}
              aria-label={`${field.label}: ${shown(field, side) ?? 'empty'}`}
            />
          ) : (
            (shown(field, side) ?? '')
          )}
        </td>
      ))}
    </tr>
  )
}

function useShown() {
  const { money, number, day } = useFormat()
  return (field: PreviewField, side: 'winner' | 'loser'): string | null => {
    const value = field[side]
    if (value === null) return null
    if (field.kind === 'money') return money(Number(value), field.currencies[side] ?? undefined)
    if (field.kind === 'number') return number(Number(value))
    if (field.kind === 'day') return day(String(value))
    return field[`${side}Says`]
  }
}
