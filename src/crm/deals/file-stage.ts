import type { Mapping, StageMapping } from '#platform/importing/mapping.ts'
import { note, type RowCells, stop } from '#platform/importing/rule.ts'
import { outcomeOf, stageWord } from './stage-guess.ts'

/** What the row's stage word means; a row without one, or with one that the mapping does not know, stays out. */
export function stageOf(row: RowCells, mapping: Mapping): StageMapping | undefined {
  const { cells } = row
  const told = toldOutcome(cells)
  const written = cells.stage ? named(mapping, cells.stage) : undefined
  if (cells.stage && !written) {
    stop(row, 'stage', 'unknown stage', `the mapping does not say what the stage "${cells.stage}" means`)
    return undefined
  }
  const stage = told && told !== written?.outcome ? toldOrWritten(mapping, { told, written }) : written
  if (!stage) {
    if (tellsStage(mapping)) stop(row, 'stage', 'missing value', 'stage is empty')
    return undefined
  }
  if (written && stage !== written)
    note(
      row,
      'stage',
      `${stage.outcome} beside its stage`,
      `it is "${written.stage}" and ${told}: it counts as ${told}`,
    )
  if (told === 'open' && written && written.outcome !== 'open')
    note(row, 'stage', 'open beside its stage', `it is "${written.stage}" and open: it counts as ${written.outcome}`)
  cells.stage = stage.value
  return stage
}

/** Whether any column says how deals stand; a file of owners or amounts alone leaves them where they are. */
function tellsStage({ columns }: Mapping): boolean {
  return columns.some(({ field }) => field !== null && ['stage', 'is_won', 'is_closed', 'status'].includes(field))
}

/** What columns beside the stage say became of the deal. */
function toldOutcome(cells: Record<string, string | null>): 'open' | 'won' | 'lost' | undefined {
  if (cells.is_won === 'true') return 'won'
  const status = cells.status ? outcomeOf(cells.status) : undefined
  if (status) return status
  if (cells.won_on && !cells.lost_on) return 'won'
  if (cells.lost_on && !cells.won_on) return 'lost'
  if (cells.is_closed === 'true' && cells.is_won === 'false') return 'lost'
  if (cells.is_closed === 'true' && !cells.stage) return 'lost'
  return cells.active === 'false' && !isWonStage(cells.stage) ? 'lost' : undefined
}

function isWonStage(stage: string | null | undefined): boolean {
  return !!stage && outcomeOf(stage) === 'won'
}

/** The stage for what was told; an open deal in a closed stage keeps that stage. */
function toldOrWritten(
  mapping: Mapping,
  { told, written }: { told: 'open' | 'won' | 'lost'; written: StageMapping | undefined },
): StageMapping | undefined {
  if (told === 'open' && written) return written
  return mapping.stages.find((each) => each.outcome === told) ?? written
}

function named(mapping: Mapping, value: string): StageMapping | undefined {
  const word = stageWord(value)
  return (
    mapping.stages.find((each) => each.value === value) ?? mapping.stages.find((each) => stageWord(each.value) === word)
  )
}
