import { CloseButton, Group } from '@mantine/core'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract } from '#supply/contract.ts'
import { sopContract } from '../../contract.ts'
import type { ScenarioView } from '../../scenarios/contract.ts'
import { AskButton } from '../AskButton.tsx'
import classes from '../sop.module.css'

/** What the scenario changes of the hours of resources: a plant that loses two weeks has half its hours that month. */
export function CapacityPart({ view }: { view: ScenarioView }) {
  const { can } = useSession()
  const { percent, month: monthOf } = useFormat()
  const change = useCommand(sopContract.editCapacity)
  const mayEdit = can('sop:contribute')
  if (view.capacity.length === 0 && !mayEdit) return null
  return (
    <Group gap="sm" mb="md">
      {view.capacity.map(({ resource, month, share }) => (
        <span key={`${resource}/${month}`} className={classes.quiet}>
          {resource}, {monthOf(month)}: {percent(share)} of its hours
          {mayEdit && (
            <CloseButton
              size="xs"
              style={{ display: 'inline-flex', verticalAlign: 'middle' }}
              aria-label={`${resource} in ${monthOf(month)} as planned`}
              onClick={() =>
                change.mutate({ params: { id: view.id }, body: { cells: [{ resource, month, share: 1 }] } })
              }
            />
          )}
        </span>
      ))}
      {mayEdit && <ChangeCapacity view={view} />}
    </Group>
  )
}

function ChangeCapacity({ view }: { view: ScenarioView }) {
  const { month } = useFormat()
  const { can } = useSession()
  const plans = useCall(plansContract.list, { query: { limit: 20 } }, { enabled: can('supply:read') })
  const plan = plans.data?.plans.find(({ startsOn, margin }) => startsOn.length > 0 && margin !== null)
  const load = useCall(plansContract.load, { params: { id: plan?.id ?? '' } }, { enabled: plan !== undefined })
  const resources = load.data?.resources ?? []
  if (!plan || resources.length === 0) return null
  return (
    <AskButton
      label="Change capacity"
      endpoint={sopContract.editCapacity}
      fields={[
        {
          name: 'resource',
          label: 'Resource',
          kind: 'select',
          required: true,
          options: resources.map(({ resource }) => ({ value: resource, label: resource })),
        },
        {
          name: 'month',
          label: 'Month',
          kind: 'select',
          required: true,
          options: plan.startsOn.map((day) => ({ value: `${day.slice(0, 7)}-01`, label: month(day) })),
        },
        {
          name: 'share',
          label: 'Share of its hours',
          kind: 'decimal',
          asked: { as: 'percent' },
          required: true,
          description: '50 % where it stands still for two weeks of the month; more than 100 % for a further shift.',
        },
      ]}
      input={({ resource, month: at, share }) => ({
        params: { id: view.id },
        body: { cells: [{ resource: resource!, month: at!, share: Number(share) / 100 }] },
      })}
    />
  )
}
