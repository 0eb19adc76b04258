import { usePeopleOptions, useTeamOptions } from '#company/ui/public/use-options.ts'
import type { Field } from '#platform/ui/form/FieldInput.tsx'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { countsContract } from '../../counts/contract.ts'
import { type Metric, metrics } from '../../counts/metrics.ts'
import type { SubjectKind } from '../../schema.ts'

/** A new goal in a count or in units, for the period in view unless other days are typed. */
export function CountForm({ from, to }: { from: string; to: string }) {
  const { company } = useSession()
  const people = usePeopleOptions()
  const teams = useTeamOptions()
  const saved = useSaved('count')
  const end = useCommand(countsContract.endCountQuota)
  const set = useCommand(countsContract.setCountQuota, {
    quiet: true,
    onDone: ({ id }) => saved('Goal set', () => end.mutate({ params: { id } })),
  })
  const subjects = [
    { value: 'company', label: company.name },
    ...people.map(({ value, label }) => ({ value: `person:${value}`, label })),
    ...teams.map(({ value, label }) => ({ value: `team:${value}`, label: `Team ${label}` })),
  ]
  return (
    <RecordForm
      fields={fieldsOf(subjects)}
      initial={{ subject: null, metric: null, target: null, startsOn: from, endsOn: to }}
      submit="Set"
      saving={set.isPending}
      error={set.error}
      onSave={({ subject, metric, target, startsOn, endsOn }) => {
        const [kind, id] = (subject ?? 'company').split(':')
        set.mutate({
          body: {
            ...{
              subjectKind: kind as SubjectKind,
              subjectId: id ?? null,
              metric: metric as Metric,
              target: target ?? '0',
            },
            ...{ startsOn: startsOn ?? from, endsOn: endsOn ?? to, replaces: null },
          },
        })
      }}
    />
  )
}

type Choice = { value: string; label: string }

function fieldsOf(subjects: Choice[]): Field<'subject' | 'metric' | 'target' | 'startsOn' | 'endsOn'>[] {
  const counted = metrics.map((each) => ({ value: each, label: each }))
  return [
    { name: 'subject', label: 'Whose', kind: 'select', options: subjects, required: true },
    { name: 'metric', label: 'Counts', kind: 'select', options: counted, required: true },
    { name: 'target', label: 'Target', kind: 'decimal', required: true },
    { name: 'startsOn', label: 'From', kind: 'date', required: true },
    { name: 'endsOn', label: 'Until before', kind: 'date', required: true },
  ]
}
