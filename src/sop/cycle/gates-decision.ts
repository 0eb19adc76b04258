import type { Check } from '../schema.ts'
import { check, counted } from './check.ts'
import type { CycleState } from './state.ts'

/** The gate of step 5: every request settled, and the plan approved by name. */
export function executiveGate({ requests, approvals, steps }: CycleState): Check[] {
  const undecided = requests.filter(({ outcome }) => outcome === null)
  const owners = steps[4]!.owners
  const missing = owners.filter(
    ({ personId, substituteId }) => !approvals.some((each) => [personId, substituteId].includes(each.personId)),
  )
  const approved = owners.length > 0 ? missing.length === 0 : approvals.length > 0
  return [
    check(
      'decided',
      'Every request decided, or deferred with a date',
      undecided.length === 0,
      undecided.length === 0
        ? `${requests.length} requests are decided or deferred`
        : `${undecided.length} of ${requests.length} requests are neither decided nor deferred`,
      'Decide them, or defer them to a day.',
    ),
    check(
      'approved',
      'Plan approved by name',
      approved,
      approved ? `approved by ${approvals.length}` : `${counted(missing.length || 1, 'approval')} missing`,
      'Let the owners of step 5 approve the plan.',
    ),
  ]
}

/** The gate of step 6: published, acknowledged, followed up. */
export function finalGate({ publication, actions, locked }: CycleState): Check[] {
  const silent = publication?.receivers.filter((receiver) => !publication.acknowledged[receiver]) ?? []
  const loose = actions.filter(({ ownerId, dueOn }) => !ownerId || !dueOn)
  return [
    check(
      'published',
      'Publication acknowledged',
      publication !== null && silent.length === 0,
      publication === null
        ? 'the plan is not published'
        : silent.length === 0
          ? `acknowledged by ${publication.receivers.join(', ')}`
          : `not acknowledged by ${silent.join(', ')}`,
      'Publish the plan, and let each receiver acknowledge it.',
    ),
    check(
      'actions',
      'Every action has owner and date',
      loose.length === 0,
      loose.length === 0
        ? `${actions.length} actions have owner and date`
        : `${loose.length} of ${actions.length} actions lack one`,
      'Give each an owner and a date.',
    ),
    check(
      'armed',
      'Adherence tracking armed',
      locked !== null,
      'the approved plan is kept to be held against what comes',
    ),
  ]
}
