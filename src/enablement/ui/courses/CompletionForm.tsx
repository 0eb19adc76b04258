import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { enablementContract } from '../../contract.ts'

/** Records that somebody completed a course. */
export function CompletionForm() {
  const saved = useSaved('completion')
  const people = usePeopleOptions()
  const courses = useCall(enablementContract.resources, { query: { kind: 'course', limit: 1000 } as never }).data
  const complete = useCommand(enablementContract.complete, { quiet: true, onDone: () => saved('Completion recorded') })
  return (
    <RecordForm
      fields={[
        {
          name: 'courseId',
          label: 'Course',
          kind: 'select',
          options: (courses?.resources ?? []).map(({ id, name }) => ({ value: id, label: name })),
          required: true,
        },
        { name: 'personId', label: 'Person', kind: 'select', options: people, required: true },
        { name: 'completedOn', label: 'Completed on', kind: 'date', required: true },
        { name: 'score', label: 'Score', kind: 'decimal', description: '0 to 100, where the course gives one.' },
      ]}
      initial={{ courseId: null, personId: null, completedOn: null, score: null }}
      submit="Record it"
      saving={complete.isPending}
      error={complete.error}
      onSave={({ courseId, personId, completedOn, score }) =>
        complete.mutate({
          body: {
            courseId: courseId!,
            personId: personId!,
            completedOn: completedOn!,
            score: score === null ? null : Number(score),
          },
        })
      }
    />
  )
}
