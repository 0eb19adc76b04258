import { Button, Group } from '@mantine/core'
import { addressOf } from '#platform/ui/call.ts'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import type { Publication } from '../../publish/contract.ts'
import { AskButton } from '../AskButton.tsx'
import { TextTable } from '../TextTable.tsx'
import { AssessmentPart } from './AssessmentPart.tsx'
import { WebhooksPart } from './WebhooksPart.tsx'

/** How the approved plan goes out: to whom, who has acknowledged it, targets, and how the team found the cycle. */
export function PublishTab({ cycle }: { cycle: CycleView }) {
  const call = useCall(sopContract.publication, { params: { id: cycle.id } })
  return (
    <Ready call={call} loading={<LoadingBlock height={320} />}>
      {(publication) => (
        <>
          <InShort cycle={cycle} publication={publication} />
          <Section title="Receivers" aside={<Out cycle={cycle} publication={publication} />}>
            <Receivers cycle={cycle} publication={publication} />
          </Section>
          <WebhooksPart deliveries={publication.deliveries} />
          <AssessmentPart cycle={cycle} />
        </>
      )}
    </Ready>
  )
}

function InShort({ cycle, publication: { publishedAt, publishedBy, receivers } }: Props) {
  const { instant } = useFormat()
  const silent = receivers.filter(({ acknowledgedAt }) => acknowledgedAt === null)
  if (cycle.approvedAt === null) return <Answer>The plan is a draft: it goes out once step 5 is closed.</Answer>
  if (publishedAt === null) return <Answer tone="uncertain">The plan is approved and not published yet.</Answer>
  return (
    <Answer tone={silent.length === 0 ? 'ahead' : 'behind'}>
      Published {instant(publishedAt)} by {publishedBy};{' '}
      {silent.length === 0
        ? 'everybody has acknowledged it.'
        : `not yet acknowledged by ${silent.map(({ name }) => name).join(', ')}.`}
    </Answer>
  )
}

type Props = { cycle: CycleView; publication: Publication }

function Out({ cycle, publication }: Props) {
  const { can } = useSession()
  const targets = useCommand(sopContract.setTargets, {
    onDone: ({ set, origin }) => toast(`${set} quotas of families are set from ${origin}`),
  })
  const isOpen = can('sop:run') && cycle.approvedAt !== null && cycle.state !== 'over'
  return (
    <Group gap="xs">
      <Button
        component="a"
        size="xs"
        variant="default"
        href={addressOf(sopContract.planFile, { params: { id: cycle.id } })}
      >
        Plan as CSV
      </Button>
      {isOpen && (
        <Button
          size="xs"
          variant="default"
          loading={targets.isPending}
          onClick={() => targets.mutate({ params: { id: cycle.id }, body: {} })}
        >
          Set targets
        </Button>
      )}
      {isOpen && (
        <AskButton
          label={publication.publishedAt === null ? 'Publish' : 'Publish again'}
          endpoint={sopContract.publish}
          fields={[
            {
              name: 'receivers',
              label: 'To whom',
              description: 'Names with commas between them; webhooks are called beside them.',
            },
          ]}
          initial={{ receivers: publication.receivers.map(({ name }) => name).join(', ') }}
          input={({ receivers }) => ({
            params: { id: cycle.id },
            body: { receivers: (receivers ?? '').split(',').flatMap((name) => name.trim() || []) },
          })}
          done="The plan is published"
        />
      )}
    </Group>
  )
}

function Receivers({ cycle, publication: { receivers } }: Props) {
  const { can } = useSession()
  const { instant } = useFormat()
  const acknowledge = useCommand(sopContract.acknowledge)
  return (
    <TextTable
      label="Receivers"
      heads={['Receiver', 'Acknowledged']}
      none="Nobody has received this plan yet."
      rows={receivers.map(({ name, acknowledgedAt, acknowledgedBy }) => ({
        id: name,
        cells: [
          name,
          acknowledgedAt ? (
            `${instant(acknowledgedAt)}${acknowledgedBy ? ` by ${acknowledgedBy}` : ''}`
          ) : can('sop:sign') ? (
            <Button
              key="acknowledge"
              size="compact-xs"
              variant="default"
              aria-label={`Acknowledge for ${name}`}
              onClick={() => acknowledge.mutate({ params: { id: cycle.id }, body: { receiver: name } })}
            >
              Acknowledge
            </Button>
          ) : (
            'not yet'
          ),
        ],
      }))}
    />
  )
}
