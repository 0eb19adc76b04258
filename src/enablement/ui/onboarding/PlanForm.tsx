import { Text } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { RecordForm, type Values } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { enablementContract } from '../../contract.ts'
import type { Plan } from '../../onboarding/contract.ts'
import { readRamp, readSteps, writeRamp, writeSteps } from '../../onboarding/plan-text.ts'

type Row = z.infer<typeof Plan>
type Name = 'name' | 'firstDealDays' | 'certifyDays' | 'ramp' | 'steps'

const fields = [
  { name: 'name', label: 'Name', required: true },
  { name: 'firstDealDays', label: 'First deal by day', kind: 'decimal', required: true },
  { name: 'certifyDays', label: 'Courses completed by day', kind: 'decimal', required: true },
  {
    name: 'ramp',
    label: 'Ramp',
    description: 'Per cent of a full quota in each month: 10; 25; 50; 100',
    required: true,
  },
  {
    name: 'steps',
    label: 'Steps',
    description: 'Day, colon, title, separated by semicolons. A step called like a course is done by completing it.',
  },
] satisfies { name: Name; label: string; kind?: 'decimal'; description?: string; required?: boolean }[]

/** Adds or changes an onboarding plan. */
export function PlanForm({ plan }: { plan: Row | null }) {
  const { can } = useSession()
  const saved = useSaved('plan')
  const [wrong, setWrong] = useState<string | null>(null)
  const courses = useCall(enablementContract.resources, { query: { kind: 'course', limit: 1000 } as never }).data
  const add = useCommand(enablementContract.addPlan, { quiet: true, onDone: () => saved('Plan added') })
  const change = useCommand(enablementContract.changePlan, { quiet: true, onDone: () => saved('Plan changed') })
  const saving = plan ? change : add
  const save = (values: Values<Name>) => {
    const read = readPlan(values, courses?.resources ?? [])
    setWrong(read.wrong)
    if (read.wrong !== null) return
    if (plan) change.mutate({ params: { id: plan.id }, body: read.body })
    else add.mutate({ body: read.body })
  }
  return (
    <RecordForm<Name>
      fields={fields}
      initial={initialOf(plan)}
      submit={plan ? 'Save' : 'Add plan'}
      saving={saving.isPending}
      error={saving.error}
      readOnly={!can('enablement:edit')}
      onSave={save}
      intro={wrong && <Text role="alert">{wrong}</Text>}
    />
  )
}

function initialOf(plan: Row | null): Values<Name> {
  return {
    name: plan?.name ?? null,
    firstDealDays: String(plan?.firstDealDays ?? 120),
    certifyDays: String(plan?.certifyDays ?? 60),
    ramp: writeRamp(plan?.ramp ?? [0, 0.1, 0.25, 0.5, 0.75, 1]),
    steps: writeSteps(plan?.steps ?? []),
  }
}

function readPlan(values: Values<Name>, courses: readonly { id: string; name: string }[]) {
  const { ramp, wrong: wrongRamp } = readRamp(values.ramp ?? '')
  const { steps, wrong: wrongSteps } = readSteps(values.steps ?? '')
  const courseOf = (title: string) => courses.find(({ name }) => name.toLowerCase() === title.toLowerCase())?.id ?? null
  return {
    wrong: wrongRamp ?? wrongSteps,
    body: {
      name: values.name ?? '',
      firstDealDays: Number(values.firstDealDays),
      certifyDays: Number(values.certifyDays),
      ramp,
      steps: steps.map((step) => ({ ...step, courseId: courseOf(step.title) })),
    },
  }
}
