import type { Act } from '../cycle/act.ts'
import type { CycleState } from '../cycle/state.ts'
import { stepOf } from '../cycle/steps.ts'

/** What an act says in a line of the audit. People are named there by nobody, so that they can be erased. */
export function summaryOf(act: Act, { month }: Pick<CycleState, 'month'>): string {
  return `${sentence(act)} in the cycle of ${month.slice(0, 7)}`
}

function sentence(act: Act): string {
  switch (act.kind) {
    case 'opened':
      return 'Opened the cycle, six steps,'
    case 'owners':
      return `Named the owners of step ${act.body.step}`
    case 'calendar':
      return `Moved the calendar to ${act.body.holidays.length} holidays`
    case 'attended':
      return `Noted who attended step ${act.body.step}`
    case 'captured':
      return `Captured the data of ${act.body.facts.families.length} families`
    case 'exception-owned':
      return 'Gave an exception its owner'
    case 'input':
      return `Gave ${act.body.cells.length} figures of ${act.body.source}`
    case 'override':
      return `Set ${act.body.cells.length} figures of the consensus`
    case 'family-signed':
      return 'Signed the consensus of a family'
    case 'supply':
      return `Captured a supply plan with ${act.body.gaps.length} gaps`
    case 'gap-raised':
      return 'Raised a gap as a decision'
    case 'signed':
    case 'closed':
      return `${act.kind === 'signed' ? 'Signed' : 'Closed'} step ${act.body.step}, ${stepOf(act.body.step).name},`
    case 'reopened':
      return `Opened step ${act.body.step} again (${act.body.why})`
    default:
      return otherSentence[act.kind]
  }
}

const otherSentence = {
  assumption: 'Stated an assumption',
  'assumption-withdrawn': 'Withdrew an assumption',
  risk: 'Stated a risk or opportunity',
  'risk-ended': 'Ended a risk or opportunity',
  request: 'Asked for a decision',
  'request-withdrawn': 'Withdrew a decision request',
  decided: 'Decided a request',
  deferred: 'Deferred a request',
  finance: "Stated finance's revenue",
  approved: 'Approved the plan',
  action: 'Wrote down an action',
  'action-done': 'Finished an action',
  published: 'Published the plan',
  acknowledged: 'Acknowledged the plan',
  assessed: 'Assessed the cycle',
} as const
