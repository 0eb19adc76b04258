import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { questions } from '../../assessment/questions.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { AskButton } from '../AskButton.tsx'
import classes from '../sop.module.css'
import { TextTable } from '../TextTable.tsx'

/** How the team found this cycle, beside the one before. */
export function AssessmentPart({ cycle }: { cycle: CycleView }) {
  const { number } = useFormat()
  const call = useCall(sopContract.assessment, { params: { id: cycle.id } })
  const mark = (value: number | null) => (value === null ? 'no answer' : number(value, 1))
  return (
    <Section title="Self-assessment" aside={call.data?.isOpen && <Assess cycle={cycle} />}>
      <Ready call={call}>
        {(data) => (
          <>
            <TextTable
              label="Self-assessment"
              heads={[
                'From 1 (no) to 5 (yes)',
                { label: 'Mean, this cycle', right: true },
                { label: 'Mean, before', right: true },
              ]}
              none=""
              rows={data.questions.map(({ key, asks, mean, before }) => ({
                id: key,
                cells: [asks, mark(mean), mark(before)],
              }))}
            />
            {data.notes.map(({ at, by, note }) => (
              <p key={at} className={classes.calm}>
                {by}: {note}
              </p>
            ))}
          </>
        )}
      </Ready>
    </Section>
  )
}

const marks = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }))
type Name = (typeof questions)[number]['key'] | 'note'

function Assess({ cycle }: { cycle: CycleView }) {
  const { can } = useSession()
  if (!can('sop:contribute')) return null
  return (
    <AskButton<typeof sopContract.assess, Name>
      label="Assess this cycle"
      endpoint={sopContract.assess}
      fields={[
        ...questions.map(({ key, asks }) => ({ name: key, label: asks, kind: 'select' as const, options: marks })),
        { name: 'note', label: 'Note' },
      ]}
      input={({ note, ...given }) => ({
        params: { id: cycle.id },
        body: {
          answers: Object.fromEntries(
            Object.entries(given).flatMap(([key, mark]) => (mark ? [[key, Number(mark)]] : [])),
          ),
          note: note ?? '',
        },
      })}
      done="Thank you: your answers are kept"
    />
  )
}
