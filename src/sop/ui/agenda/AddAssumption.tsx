import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { useSession } from '#platform/ui/session.tsx'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { AskButton } from '../AskButton.tsx'
import { minorOf, useFamilyOptions, useMonthOptions } from '../use-asked.ts'

/** States an assumption with its owner, the day it expires, and if it can be tested, against which actuals. */
export function AddAssumption({ cycle }: { cycle: CycleView }) {
  const { can } = useSession()
  const [people, families, months] = [usePeopleOptions(), useFamilyOptions(), useMonthOptions(cycle)]
  if (!can('sop:contribute') || (cycle.openStep ?? 7) > 4) return null
  return (
    <AskButton
      label="Add assumption"
      endpoint={sopContract.stateAssumption}
      fields={[
        { name: 'says', label: 'What we assume', required: true },
        { name: 'ownerId', label: 'Owner', kind: 'select', options: people },
        { name: 'expiresOn', label: 'Expires on', kind: 'date', required: true },
        {
          name: 'measure',
          label: 'Test by',
          kind: 'select',
          options: tests,
          description: 'The actuals that it is held against as months close; none if left empty.',
        },
        { name: 'value', label: 'Figure', kind: 'decimal', description: 'Units, or money in the company currency.' },
        { name: 'familyId', label: 'Family', kind: 'select', options: families, description: 'All if left empty.' },
        { name: 'from', label: 'From', kind: 'select', options: months },
        { name: 'to', label: 'To', kind: 'select', options: months },
      ]}
      input={({ says, ownerId, expiresOn, measure, value, familyId, from, to }) => ({
        params: { id: cycle.id },
        body: {
          says: says!,
          ownerId,
          expiresOn: expiresOn!,
          test: measure && value ? testOf({ measure, value, familyId, from, to }, cycle) : null,
        },
      })}
    />
  )
}

const tests = [
  { value: 'units/at least', label: 'units sold, at least' },
  { value: 'units/at most', label: 'units sold, at most' },
  { value: 'revenue/at least', label: 'revenue, at least' },
  { value: 'revenue/at most', label: 'revenue, at most' },
]

type Asked = { measure: string; value: string; familyId: string | null; from: string | null; to: string | null }

function testOf({ measure, value, familyId, from, to }: Asked, cycle: CycleView) {
  const [what, comparison] = measure.split('/') as ['units' | 'revenue', 'at least' | 'at most']
  const first = from ?? cycle.firstMonth
  return {
    ...{ familyId, from: first, to: to ?? first, measure: what, comparison },
    value: what === 'revenue' ? minorOf(value, cycle.currency) : Math.round(Number(value)),
  }
}
