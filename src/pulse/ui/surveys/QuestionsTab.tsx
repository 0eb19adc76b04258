import type { z } from 'zod'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pulseContract } from '../../contract.ts'
import { driverName } from '../driver-name.ts'

type Row = z.output<(typeof pulseContract.questions)['reply']>['questions'][number]

/** The question bank, in English and German, and questions of one's own. */
export function QuestionsTab() {
  const bank = useCall(pulseContract.questions)
  return (
    <Ready call={bank} loading={<LoadingBlock height={320} />}>
      {({ questions, drivers }) => (
        <>
          <Grid questions={questions} />
          <DetailDrawer param="question" title="New question" size={480}>
            {() => <NewQuestion drivers={drivers} />}
          </DetailDrawer>
        </>
      )}
    </Ready>
  )
}

function Grid({ questions }: { questions: Row[] }) {
  const { day } = useFormat()
  const columns: Column<Row>[] = [
    { id: 'en', header: 'Question', value: (row) => row.en, grow: true, phone: 'title' },
    { id: 'de', header: 'German', value: (row) => row.de, width: 420 },
    { id: 'driver', header: 'Driver', value: (row) => driverName(row.driver), width: 150, phone: 'line' },
    { id: 'reversed', header: 'Reversed', value: (row) => (row.reversed ? 'yes' : ''), width: 90 },
    {
      id: 'asked',
      header: 'Asked last',
      value: (row) => row.lastAskedOn,
      cell: (row) => (row.lastAskedOn ? day(row.lastAskedOn) : 'never'),
      width: 130,
      phone: 'line',
    },
  ]
  return (
    <DataGrid
      name="pulse-questions"
      label="Questions"
      columns={columns}
      rows={questions}
      rowId={(row) => row.id}
      toolbar={
        <AddButton param="question" may="pulse:run">
          Add question
        </AddButton>
      }
    />
  )
}

function NewQuestion({ drivers }: { drivers: { id: string; en: string }[] }) {
  const saved = useSaved('question')
  const add = useCommand(pulseContract.addQuestion, { quiet: true, onDone: () => saved('Question added') })
  return (
    <RecordForm
      fields={[
        { name: 'en', label: 'Statement or question', required: true },
        { name: 'de', label: 'The same in German' },
        {
          name: 'kind',
          label: 'Kind',
          kind: 'select',
          required: true,
          options: [
            { value: 'agree', label: 'Agree on 5 points' },
            { value: 'comment', label: 'Free text' },
          ],
        },
        {
          name: 'driver',
          label: 'Driver',
          kind: 'select',
          required: true,
          options: drivers.map(({ id, en }) => ({ value: id, label: en })),
        },
        {
          name: 'reversed',
          label: 'To agree is',
          kind: 'select',
          required: true,
          options: [
            { value: 'no', label: 'good news' },
            { value: 'yes', label: 'bad news' },
          ],
        },
      ]}
      initial={{ en: '', de: '', kind: 'agree', driver: 'workload', reversed: 'no' }}
      submit="Add question"
      saving={add.isPending}
      error={add.error}
      onSave={({ en, de, kind, driver, reversed }) =>
        add.mutate({
          body: {
            en: en ?? '',
            de: de || null,
            kind: kind as 'agree',
            driver: driver ?? '',
            reversed: reversed === 'yes',
          },
        })
      }
    />
  )
}
