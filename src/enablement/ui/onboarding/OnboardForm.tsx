import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { enablementContract } from '../../contract.ts'

/** Puts somebody on a plan. */
export function OnboardForm() {
  const saved = useSaved('onboard')
  const people = usePeopleOptions()
  const plans = useCall(enablementContract.plans).data?.plans ?? []
  const onboard = useCommand(enablementContract.onboard, { quiet: true, onDone: () => saved('Onboarding started') })
  return (
    <RecordForm
      fields={[
        { name: 'personId', label: 'Person', kind: 'select', options: people, required: true },
        {
          name: 'planId',
          label: 'Plan',
          kind: 'select',
          options: plans.map(({ id, name }) => ({ value: id, label: name })),
          required: true,
        },
        { name: 'startsOn', label: 'Start', kind: 'date', description: 'Empty means the day of hiring.' },
      ]}
      initial={{ personId: null, planId: null, startsOn: null }}
      submit="Start"
      saving={onboard.isPending}
      error={onboard.error}
      onSave={({ personId, planId, startsOn }) =>
        onboard.mutate({ body: { personId: personId!, planId: planId!, startsOn } })
      }
    />
  )
}
