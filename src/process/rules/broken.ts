import type { RequiredField, Rule, TermsOf } from './terms.ts'

/** A stage as rules see it. */
export type StagePlace = {
  id: string
  name: string
  pipelineId: string
  position: number
  outcome: 'open' | 'won' | 'lost'
}

/** What a deal says, as far as rules ask. */
export type RuledDeal = {
  name: string
  stageId: string
  accountId: string | null
  itemId: string | null
  ownerId: string | null
  amountMinor: number | null
  expectedClose: string | null
}

/** A write of a deal with what the rules need to know beside. */
export type RuledWrite = {
  before: RuledDeal | null
  after: RuledDeal
  reason: string | null
  today: string
  stages: ReadonlyMap<string, StagePlace>
  /** Activities since the deal came to its stage, by kind. */
  activities: Readonly<Record<string, number>>
  /** Titles of playbook actions of the stage that are open. */
  openActions: readonly string[]
  /** How the newest discount asked under each approval rule stands. */
  approvals: ReadonlyMap<string, 'approved' | 'declined' | 'pending'>
}

/** A rule that a write breaks: the field it is about, what is wrong, and the way out. */
export type Broken = { rule: Rule; field: string; says: string; wayOut: string }

const fieldOf: Record<RequiredField, keyof RuledDeal> = {
  account: 'accountId',
  item: 'itemId',
  owner: 'ownerId',
  amount: 'amountMinor',
  expectedClose: 'expectedClose',
}
export const fieldWords: Record<RequiredField, string> = {
  account: 'account',
  item: 'item',
  owner: 'owner',
  amount: 'amount',
  expectedClose: 'expected close',
}

/** The first way in which the write breaks the rule; null where it does not. */
export function broken(rule: Rule, write: RuledWrite): Broken | null {
  const { terms } = rule
  if (terms.kind === 'required fields') return withoutField({ rule, terms, write })
  if (terms.kind === 'exit criteria') return leftTooEarly({ rule, terms, write })
  if (terms.kind === 'lost reason') return lostWithoutReason({ rule, terms, write })
  if (terms.kind === 'approval') return notApproved({ rule, terms, write })
  return null
}

type Asked<Kind extends Rule['terms']['kind']> = { rule: Rule; terms: TermsOf<Kind>; write: RuledWrite }

function withoutField({ rule, terms, write }: Asked<'required fields'>): Broken | null {
  const [from, to] = [write.stages.get(terms.stageId), write.stages.get(write.after.stageId)]
  if (!from || !to || to.pipelineId !== from.pipelineId || to.outcome === 'lost' || to.position < from.position)
    return null
  const isMoved = write.before === null || write.before.stageId !== write.after.stageId
  const missing = terms.fields.find((field) => {
    const name = fieldOf[field]
    return write.after[name] === null && (isMoved || write.before?.[name] !== null)
  })
  if (missing === undefined) return null
  const word = fieldWords[missing]
  return {
    rule,
    field: missing,
    says: `From ${from.name} on, the ${word} is filled; ${write.after.name} has none.`,
    wayOut: isMoved
      ? `Fill the ${word} first, or in the same write.`
      : `Leave the ${word} filled, or move the deal back first.`,
  }
}

function leftTooEarly({ rule, terms, write }: Asked<'exit criteria'>): Broken | null {
  const { before, after, stages } = write
  const [from, to] = [stages.get(terms.stageId), stages.get(after.stageId)]
  if (!before || before.stageId !== terms.stageId || after.stageId === terms.stageId || !from || !to) return null
  if (to.outcome === 'lost' || (to.pipelineId === from.pipelineId && to.position < from.position)) return null
  const unmet = unmetCriterion(terms, write)
  if (!unmet) return null
  return { rule, ...unmet, says: `${after.name} does not leave ${from.name} yet: ${unmet.says}` }
}

function unmetCriterion(terms: TermsOf<'exit criteria'>, write: RuledWrite): Omit<Broken, 'rule'> | null {
  const { after, activities, openActions, today } = write
  if (terms.activities) {
    const { kind, atLeast } = terms.activities
    const count = kind ? (activities[kind] ?? 0) : Object.values(activities).reduce((sum, each) => sum + each, 0)
    const word = kind ?? 'activity'
    if (count < atLeast)
      return {
        field: 'activities',
        says: `${count} of ${atLeast} ${word === 'activity' ? 'activities' : `${word}s`} since it came to the stage.`,
        wayOut: `Write down the ${word} in the deal's activities, then move the deal.`,
      }
  }
  if (terms.amountFromMinor !== null && (after.amountMinor ?? 0) < terms.amountFromMinor)
    return {
      field: 'amount',
      says: 'its amount is below the least amount of the rule.',
      wayOut: 'Correct the amount, or set the deal to lost.',
    }
  if (terms.closeInFuture && (after.expectedClose === null || after.expectedClose < today))
    return {
      field: 'expectedClose',
      says:
        after.expectedClose === null
          ? 'it has no expected close.'
          : `its expected close, ${after.expectedClose}, is over.`,
      wayOut: 'Set an expected close of today or later.',
    }
  if (terms.actionsDone && openActions.length > 0)
    return {
      field: 'actions',
      says: `"${openActions[0]}" is not done.`,
      wayOut: 'Finish or drop the actions of the stage first.',
    }
  return null
}

function lostWithoutReason({ rule, terms, write }: Asked<'lost reason'>): Broken | null {
  if (write.after.stageId !== terms.stageId || write.before?.stageId === terms.stageId) return null
  if (lostReason(terms, write.reason)) return null
  return {
    rule,
    field: 'reason',
    says: `${write.after.name} is lost without a reason from the list${write.reason ? `; "${write.reason}" is not one` : ''}.`,
    wayOut: `Give one of these as the reason, with a note after a colon if you like: ${terms.reasons.join(', ')}.`,
  }
}

function notApproved({ rule, terms, write }: Asked<'approval'>): Broken | null {
  const { before, after, stages, approvals } = write
  const [from, to] = [stages.get(terms.stageId), stages.get(after.stageId)]
  const state = approvals.get(rule.id)
  if (!from || !to || before?.stageId === after.stageId || state === undefined || state === 'approved') return null
  if (to.outcome === 'lost' || to.pipelineId !== from.pipelineId || to.position < from.position) return null
  return {
    rule,
    field: 'discount',
    says: `the discount asked for ${after.name} ${state === 'pending' ? 'waits for an answer' : 'was declined'}.`,
    wayOut: state === 'pending' ? 'Wait for the answer, or ask the approver.' : 'Ask again with a smaller discount.',
  }
}

/** The reason of the list that a text names, and what it says beside. */
export function lostReason(
  { reasons }: TermsOf<'lost reason'>,
  text: string | null,
): { reason: string; note: string } | null {
  const said = (text ?? '').trim()
  const [head = '', ...rest] = said.split(':')
  const whole = reasons.find((each) => each.toLowerCase() === said.toLowerCase())
  if (whole) return { reason: whole, note: '' }
  const found = reasons.find((each) => each.toLowerCase() === head.trim().toLowerCase())
  return found ? { reason: found, note: rest.join(':').trim() } : null
}
