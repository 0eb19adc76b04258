import { Button, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { usePeopleOptions, useTeamOptions } from '#company/ui/public/use-options.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { goalsContract } from '../contract.ts'
import type { Attainment, SubjectKind } from '../schema.ts'
import { QuotaForm } from './QuotaForm.tsx'

type Subject = { subjectKind: SubjectKind; subjectId: string | null; name: string }

/** The way to a quota for somebody who is not in the list yet: whose it is, then how much. */
export function AddQuota({ attainment }: { attainment: Attainment }) {
  const { can } = useSession()
  const [open, setOpen] = useState(false)
  if (!can('goals:edit')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>Set a quota</Button>
      {open && (
        <Dialog title={`Quota for ${attainment.period.label}`} onClose={() => setOpen(false)}>
          <ChooseSubject attainment={attainment} />
        </Dialog>
      )}
    </>
  )
}

function ChooseSubject({ attainment }: { attainment: Attainment }) {
  const { company } = useSession()
  const people = usePeopleOptions()
  const teams = useTeamOptions()
  const [key, setKey] = useState<string | null>('company')
  const groups = [
    { group: 'Company', items: [{ value: 'company', label: company.name }] },
    { group: 'People', items: people.map(({ value, label }) => ({ value: `person:${value}`, label })) },
    { group: 'Teams', items: teams.map(({ value, label }) => ({ value: `team:${value}`, label })) },
  ]
  const chosen = groups.flatMap((group) => group.items).find((item) => item.value === key)
  return (
    <Stack gap="sm">
      <Select
        label="Whose"
        data={groups.filter((group) => group.items.length > 0)}
        value={key}
        onChange={setKey}
        searchable
        allowDeselect={false}
        nothingFoundMessage="Nobody of this name"
      />
      {chosen && <Amount key={chosen.value} subject={subjectOf(chosen)} attainment={attainment} />}
    </Stack>
  )
}

function Amount({ subject, attainment }: { subject: Subject; attainment: Attainment }) {
  const { from, to } = attainment.period
  const { subjectKind, subjectId } = subject
  const quotas = useCall(goalsContract.listQuotas, {
    query: { from, to, subjectKind, ...(subjectId && { subjectId }) },
  })
  return (
    <Ready call={quotas}>
      {({ quotas: found }) => <QuotaForm line={subject} attainment={attainment} quotas={found} />}
    </Ready>
  )
}

function subjectOf({ value, label }: { value: string; label: string }): Subject {
  const [kind, id] = value.split(':')
  return { subjectKind: kind as SubjectKind, subjectId: id ?? null, name: label }
}
