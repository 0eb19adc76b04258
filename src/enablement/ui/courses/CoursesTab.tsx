import { Stack } from '@mantine/core'
import { useMemo } from 'react'
import type { z } from 'zod'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../../contract.ts'
import { type Certificate, certificateStates } from '../../schema.ts'
import { CompletionForm } from './CompletionForm.tsx'
import { CompletionsGrid } from './CompletionsGrid.tsx'

type Row = z.infer<typeof Certificate>
const states = [
  {
    param: 'certificate',
    label: 'State',
    single: true,
    options: certificateStates.map((value) => ({ value, label: value })),
  },
]

/** Who is certified until when, and who completed what. */
export function CoursesTab() {
  const [{ certificate }] = useUrlParams()
  const call = useCall(enablementContract.certificates, { query: { state: certificate, limit: 1000 } as never })
  const format = useFormat()
  const columns = useMemo(() => columnsOf(format), [format])
  return (
    <Stack gap="xl">
      <Section title="Who is certified">
        <Ready call={call} loading={<LoadingBlock height={300} />}>
          {({ certificates, total }) => (
            <DataGrid<Row>
              name="certificates"
              label="Certifications"
              columns={columns}
              rows={certificates}
              rowId={({ person, course }) => `${person.id} ${course.id}`}
              opens={({ person }) => `/company?tab=people&person=${person.id}`}
              total={total}
              viewParams={['certificate']}
              toolbar={<FilterChips filters={states} />}
              height="420px"
              empty={
                <EmptyState
                  title="No certification here"
                  teaches="A course that certifies something, once completed, gives its person a certification until it expires."
                />
              }
            />
          )}
        </Ready>
      </Section>
      <Section
        title="Who completed what"
        aside={
          <AddButton param="completion" may="enablement:read">
            Record a completion
          </AddButton>
        }
      >
        <CompletionsGrid />
      </Section>
      <DetailDrawer param="completion" title="Record a completion" size={480}>
        {() => <CompletionForm />}
      </DetailDrawer>
    </Stack>
  )
}

function columnsOf({ day }: ReturnType<typeof useFormat>): Column<Row>[] {
  return [
    { id: 'person', header: 'Person', value: ({ person }) => person.name, grow: true, width: 180, phone: 'title' },
    {
      id: 'certification',
      header: 'Certification',
      value: ({ certification }) => certification,
      width: 200,
      phone: 'line',
    },
    { id: 'course', header: 'Course', value: ({ course }) => course.name, width: 220, phone: 'off' },
    {
      id: 'completed',
      header: 'Completed',
      value: ({ completedOn }) => completedOn,
      cell: ({ completedOn }) => day(completedOn),
      width: 130,
      phone: 'off',
    },
    {
      id: 'expires',
      header: 'Expires',
      value: ({ expiresOn }) => expiresOn,
      cell: ({ expiresOn }) => (expiresOn ? day(expiresOn) : 'never'),
      width: 130,
      phone: 'line',
      definition: 'The first day on which it is no longer valid.',
    },
    {
      id: 'state',
      header: 'State',
      value: ({ state }) => state,
      cell: ({ state }) =>
        state === 'valid' ? state : <Tone tone={state === 'expired' ? 'behind' : 'uncertain'}>{state}</Tone>,
      width: 140,
      phone: 'aside',
      definition: '"Expires soon" is within 30 days.',
    },
  ]
}
