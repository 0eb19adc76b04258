import { Group } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { useSession } from '#platform/ui/session.tsx'
import type { Agenda } from '../../agenda/contract.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { AskButton } from '../AskButton.tsx'
import { useFamilyOptions, useMonthOptions } from '../use-asked.ts'
import { RiskScenario } from './RiskScenario.tsx'

/** States a risk or an opportunity of a family, with its chance. */
export function AddRisk({ cycle }: { cycle: CycleView }) {
  const { can } = useSession()
  const [people, families, months] = [usePeopleOptions(), useFamilyOptions(), useMonthOptions(cycle)]
  if (!can('sop:contribute') || cycle.state === 'over') return null
  return (
    <AskButton
      label="Add risk or opportunity"
      endpoint={sopContract.stateRisk}
      fields={[
        { name: 'says', label: 'What may happen', required: true },
        { name: 'familyId', label: 'Family', kind: 'select', options: families, required: true },
        {
          name: 'units',
          label: 'Units a month',
          kind: 'decimal',
          asked: { as: 'number', negative: true, digits: 0 },
          required: true,
          description: 'Below zero for what would be lost.',
        },
        { name: 'from', label: 'From', kind: 'select', options: months, required: true },
        { name: 'to', label: 'To', kind: 'select', options: months, required: true },
        { name: 'chance', label: 'Chance', kind: 'decimal', asked: { as: 'percent' }, required: true },
        { name: 'ownerId', label: 'Owner', kind: 'select', options: people },
      ]}
      input={({ says, familyId, units, from, to, chance, ownerId }) => ({
        params: { id: cycle.id },
        body: {
          ...{ says: says!, familyId: familyId!, from: from!, to: to!, ownerId },
          kind: Number(units) < 0 ? ('risk' as const) : ('opportunity' as const),
          unitsPerMonth: Math.round(Number(units)),
          chance: Number(chance) / 100,
        },
      })}
    />
  )
}

/** What can be done with a risk: turn it into a scenario, or end it. */
export function RiskButtons({ cycle, risk }: { cycle: CycleView; risk: Agenda['risks'][number] }) {
  const { can } = useSession()
  if (risk.ended !== null) return <span>ended: {risk.ended}</span>
  return (
    <Group gap={6} wrap="nowrap">
      <RiskScenario cycle={cycle} riskId={risk.id} name={risk.says} />
      {can('sop:contribute') && cycle.state !== 'over' && (
        <AskButton
          label="End"
          title={`End: ${risk.says}`}
          isSmall
          endpoint={sopContract.endRisk}
          fields={[{ name: 'why', label: 'What became of it', required: true }]}
          input={({ why }) => ({ params: { id: cycle.id, riskId: risk.id }, body: { why: why! } })}
        />
      )}
    </Group>
  )
}
