import { toMinor } from '#platform/numbers/decimal.ts'
import { referredTo } from '../../events/references.ts'
import type { DealChanges } from '../contract.ts'
import { LARGEST_AMOUNT } from '../fields.ts'
import type { Directory, KnownDeal, KnownStage } from './directory.sql.ts'
import type { DealEvent, RefusedDealEvent } from './event.ts'

type Why = { code: RefusedDealEvent['code']; message: string; wayOut: string }

/** What an event changes of its deal, with names made ids and money made cents; else why that cannot be told. */
export function changesOf(
  event: DealEvent,
  { deal, directory }: { deal: KnownDeal | null; directory: Directory },
): DealChanges | Why {
  const { name, category, expectedClose, closedOn, fields } = event
  const changes: DealChanges = { name, forecastCategory: category, expectedClose, closedOn, fields }
  for (const [field, noun, column] of referring) {
    const said = event[field]
    if (said === undefined) continue
    const found = said === null ? { id: null } : referredTo(directory.references, { noun, said })
    if ('code' in found) return found
    changes[column] = found.id
  }
  if (event.stage !== undefined) {
    const stage = stageOf(event, { stage: event.stage, deal, directory })
    if ('code' in stage) return stage
    changes.stageId = stage.id
  }
  const money = moneyOf(event, { deal, directory })
  if ('code' in money) return money
  return withoutGaps({ ...changes, ...money })
}

const referring = [
  ['account', 'account', 'accountId'],
  ['owner', 'person', 'ownerId'],
  ['item', 'item', 'itemId'],
] as const

/** The stage meant: in the pipeline named, else in that of the deal, else the only one of that name. */
function stageOf(
  { pipeline }: DealEvent,
  { stage, deal, directory }: { stage: string; deal: KnownDeal | null; directory: Directory },
): KnownStage | Why {
  const named = directory.stages.filter(({ name }) => name.toLowerCase() === stage.toLowerCase())
  const within = pipeline === undefined ? named.filter((each) => each.pipelineId === deal?.pipelineId) : []
  const among =
    pipeline === undefined ? (within.length > 0 ? within : named) : named.filter((each) => each.pipeline === pipeline)
  const ids = new Set(among.map(({ id }) => id))
  if (ids.size === 1) return among[0]!
  if (ids.size > 1) {
    const pipelines = [...new Set(among.map((each) => each.pipeline))].join(', ')
    const message = `Several pipelines have a stage "${stage}": ${pipelines}.`
    return { code: 'ambiguous-stage', message, wayOut: 'Name the pipeline too.' }
  }
  const message = `There is no stage "${stage}"${pipeline === undefined ? '' : ` in a pipeline "${pipeline}"`}.`
  return {
    code: 'unknown-stage',
    message,
    wayOut: 'Add the stage in CRM, Stages, or send the name that it has here; then send this event again.',
  }
}

function moneyOf(
  { amount, currency }: DealEvent,
  { deal, directory }: { deal: KnownDeal | null; directory: Directory },
): Pick<DealChanges, 'amountMinor' | 'currency'> | Why {
  const code = currency ?? deal?.currency ?? directory.currency
  const digits = directory.digits.get(code)
  if (digits === undefined) {
    const message = `The currency ${code} is not among the company's currencies.`
    return { code: 'unknown-currency', message, wayOut: 'Add it in Company, with its rate.' }
  }
  if (amount === undefined || amount === null) return { amountMinor: amount, currency }
  const { minor, exact } = toMinor(amount, digits)
  if (!exact) {
    const message = `amount: ${amount} has more decimals than ${code} has (${digits}).`
    return {
      code: 'invalid',
      message,
      wayOut: 'Round it where it comes from: what is cut off here would be missing there.',
    }
  }
  if (Number(minor) > LARGEST_AMOUNT) {
    const message = `amount: ${amount} ${code} is larger than any deal may be.`
    return { code: 'invalid', message, wayOut: 'Is it in cents? Send whole units of the currency.' }
  }
  return { amountMinor: Number(minor), currency }
}

function withoutGaps(changes: DealChanges): DealChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, said]) => said !== undefined))
}
