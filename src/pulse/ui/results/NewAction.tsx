import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { talkContract } from '../../talk/contract.ts'
import { driverName } from '../driver-name.ts'
import type { Results } from './types.ts'

/** A new action about a driver of a round, for the company or a group, with who does it until when. */
export function NewAction({ roundId, results }: { roundId: string; results: Results }) {
  const saved = useSaved('action')
  const people = usePeopleOptions()
  const add = useCommand(talkContract.addAction, { quiet: true, onDone: () => saved('Action planned') })
  return (
    <RecordForm
      fields={[
        { name: 'title', label: 'What will be done', required: true },
        {
          name: 'driver',
          label: 'Driver',
          kind: 'select',
          required: true,
          options: results.drivers.map(({ driver }) => ({ value: driver, label: driverName(driver) })),
        },
        {
          name: 'unitKey',
          label: 'For',
          kind: 'select',
          options: results.groups.map(({ unitKey, name }) => ({ value: unitKey, label: name })),
        },
        { name: 'ownerId', label: 'Who does it', kind: 'select', options: people },
        { name: 'dueOn', label: 'Due', kind: 'date' },
      ]}
      initial={{ title: '', driver: results.drivers[0]?.driver ?? '', unitKey: 'company', ownerId: '', dueOn: '' }}
      submit="Plan action"
      saving={add.isPending}
      error={add.error}
      onSave={({ title, driver, unitKey, ownerId, dueOn }) =>
        add.mutate({
          params: { id: roundId },
          body: {
            title: title ?? '',
            driver: driver ?? '',
            unitKey: unitKey && unitKey !== 'company' ? unitKey : null,
            ownerId: ownerId || null,
            dueOn: dueOn || null,
          },
        })
      }
    />
  )
}
