import { useMemo } from 'react'
import type { z } from 'zod'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../../contract.ts'
import type { Completion } from '../../schema.ts'

type Row = z.infer<typeof Completion>

/** Who completed which course, newest first. */
export function CompletionsGrid() {
  const call = useCall(enablementContract.completions, { query: { limit: 1000 } as never })
  const format = useFormat()
  const columns = useMemo(() => columnsOf(format), [format])
  return (
    <Ready call={call} loading={<LoadingBlock height={300} />}>
      {({ completions, total }) => (
        <DataGrid<Row>
          name="completions"
          label="Completed courses"
          columns={columns}
          rows={completions}
          rowId={({ id }) => id}
          opens={({ person }) => `/company?tab=people&person=${person.id}`}
          total={total}
          height="420px"
          empty={
            <EmptyState
              title="Nobody whom you see has completed a course yet"
              teaches="Completions are recorded here, or imported from a file with course, person and day."
            />
          }
        />
      )}
    </Ready>
  )
}

function columnsOf({ day, number }: ReturnType<typeof useFormat>): Column<Row>[] {
  return [
    { id: 'person', header: 'Person', value: ({ person }) => person.name, grow: true, width: 180, phone: 'title' },
    { id: 'course', header: 'Course', value: ({ course }) => course.name, width: 300, phone: 'line' },
    {
      id: 'completed',
      header: 'Completed',
      value: ({ completedOn }) => completedOn,
      cell: ({ completedOn }) => day(completedOn),
      width: 130,
      phone: 'line',
    },
    {
      id: 'score',
      header: 'Score',
      kind: 'number',
      adds: false,
      value: ({ score }) => score,
      cell: ({ score }) => (score === null ? '' : number(score)),
      width: 90,
      phone: 'aside',
      definition: '0 to 100, where the course gives one.',
    },
  ]
}
