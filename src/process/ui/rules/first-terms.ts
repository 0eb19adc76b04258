import type { Terms } from '../../rules/terms.ts'
import type { StageChoice } from './RuleForm.tsx'

/** What a new rule of a kind says at first. */
export function firstTerms(kind: Terms['kind'], stages: readonly StageChoice[]): Terms {
  const open = stages.find(({ outcome }) => outcome === 'open')?.id ?? ''
  const lost = stages.find(({ outcome }) => outcome === 'lost')?.id ?? ''
  const won = stages.find(({ outcome }) => outcome === 'won')?.id ?? open
  const all: { [Kind in Terms['kind']]: Extract<Terms, { kind: Kind }> } = {
    'required fields': { kind: 'required fields', stageId: open, fields: ['amount'] },
    'exit criteria': {
      kind: 'exit criteria',
      stageId: open,
      activities: { kind: null, atLeast: 1 },
      amountFromMinor: null,
      closeInFuture: true,
      actionsDone: false,
    },
    'lost reason': { kind: 'lost reason', stageId: lost, reasons: ['Price', 'Competitor', 'No decision'] },
    playbook: { kind: 'playbook', stageId: open, steps: [{ title: 'Agree on the next step', dueInDays: 2 }] },
    'time limit': { kind: 'time limit', stageId: open, hours: 40, escalateTo: 'manager' },
    assignment: {
      kind: 'assignment',
      of: 'leads',
      order: 100,
      stageId: null,
      territoryId: null,
      amountFromMinor: null,
      countries: [],
      industries: [],
      sources: [],
      pool: [],
      fallbackId: null,
    },
    approval: { kind: 'approval', stageId: won, levels: [], answerWithinHours: 16 },
  }
  return all[kind]
}
