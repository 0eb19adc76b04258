import { Button, Group, Text } from '@mantine/core'
import { scheduleText } from '#company/schedule.ts'
import { Section } from '#platform/ui/page/Page.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { integrationsContract } from '../../contract.ts'
import type { Digest, Receiver } from '../../digests/schema.ts'
import { DigestForm } from './DigestForm.tsx'
import { DigestPreview } from './DigestPreview.tsx'
import { wayOf } from './DigestsGrid.tsx'
import { givenOf } from './given-of.ts'

/** One digest: when it comes and to whom, what it would say now, and what can be changed. */
export function DigestDetail({ digest }: { digest: Digest }) {
  const change = useCommand(integrationsContract.changeDigest, { quiet: true, onDone: () => toast('Saved') })
  const { when, timeZone, owner, isOwn } = digest
  return (
    <>
      <Text size="sm">
        Comes {scheduleText(when)}, {timeZone}. {isOwn ? 'Made by you.' : `Made by ${owner.name}.`}
      </Text>
      <Doings digest={digest} />
      <Section title="Who gets it">
        <Receivers digest={digest} />
      </Section>
      <Section title="What it says now">
        <DigestPreview parts={digest.parts} />
      </Section>
      {isOwn && (
        <Section title="Change it">
          <DigestForm
            initial={givenOf(digest)}
            submit="Save"
            saving={change.isPending}
            error={change.error}
            onSave={(body) => change.mutate({ params: { id: digest.id }, body })}
          />
        </Section>
      )}
    </>
  )
}

function Doings({ digest: { id, name, isOwn, receivers } }: { digest: Digest }) {
  const { user } = useSession()
  const [, open] = useUrlParam('digest')
  const me = receivers.find((each) => each.id === user.id)
  const params = { id }
  const attempt = useCommand(integrationsContract.sendDigest)
  const restore = useCommand(integrationsContract.restoreDigest)
  const end = useCommand(integrationsContract.endDigest, {
    onDone: () => {
      open(null)
      toast(`${name} is not sent any more`, { undo: () => restore.mutate({ params }) })
    },
  })
  const receive = useCommand(integrationsContract.receiveDigest)
  const gets = me !== undefined && me.leftAt === null
  return (
    <>
      <Group gap="xs" my="md">
        {gets && (
          <Button variant="default" loading={attempt.isPending} onClick={() => attempt.mutate({ params })}>
            Send it to me now
          </Button>
        )}
        {!isOwn && (
          <Button
            variant="default"
            loading={receive.isPending}
            onClick={() => receive.mutate({ params, body: { byMail: !gets, byChat: false } })}
          >
            {gets ? 'Send it to me no more' : 'Send it to me again'}
          </Button>
        )}
        {isOwn && (
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate({ params })}>
            End it
          </Button>
        )}
      </Group>
      {attempt.data && <Tone tone={attempt.data.arrived ? 'ahead' : 'behind'}>{attempt.data.answer}</Tone>}
    </>
  )
}

function Receivers({ digest: { receivers, isOwn } }: { digest: Digest }) {
  const { user } = useSession()
  return (
    <>
      {receivers.map((receiver) => (
        <ReceiverLine key={receiver.id} receiver={receiver} isMe={receiver.id === user.id} />
      ))}
      {!isOwn && <Text size="sm">Who else gets it is seen by its maker.</Text>}
    </>
  )
}

function ReceiverLine({ receiver, isMe }: { receiver: Receiver; isMe: boolean }) {
  const { instant } = useFormat()
  const { name, leftAt, sentAt, problem } = receiver
  return (
    <Text size="sm" mb={6}>
      <b>{isMe ? 'You' : name}</b>: {leftAt ? `asked for no more on ${instant(leftAt)}` : `by ${wayOf(receiver)}`}
      {sentAt ? `, last sent ${instant(sentAt)}` : ', not sent yet'}.{' '}
      {problem && <Tone tone="behind">The last one did not arrive everywhere: {problem}</Tone>}
    </Text>
  )
}
