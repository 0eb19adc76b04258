import { Button, Group, List, Stack, Text } from '@mantine/core'
import { Section } from '#platform/ui/page/Page.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Connection, Mode } from '../../connections/schema.ts'
import { integrationsContract } from '../../contract.ts'
import { ChangeAccess } from './ChangeAccess.tsx'
import { ChosenFields } from './ChosenFields.tsx'
import { CountsTable } from './CountsTable.tsx'
import { isCrm, systemName } from './connection-words.ts'
import { ReadQuotas } from './ReadQuotas.tsx'
import { RunsGrid } from './RunsGrid.tsx'
import { WriteBack } from './WriteBack.tsx'

/** One CRM: how it fares, what can be done, what does not fit, what came in. */
export function ConnectionDetail({ connection, redirectUri }: { connection: Connection; redirectUri: string }) {
  const { lastRun, findings } = connection
  return (
    <Stack gap="xl">
      <div>
        <State connection={connection} />
        <Doings connection={connection} />
      </div>
      {findings.length > 0 && (
        <Section title="What does not fit">
          <List size="sm" spacing="xs">
            {findings.map(({ kind, about, says }) => (
              <List.Item key={`${kind} ${about}`}>
                <Tone tone="uncertain">{kind}</Tone>: {says}
              </List.Item>
            ))}
          </List>
        </Section>
      )}
      {lastRun && lastRun.counts.length > 0 && (
        <Section title={lastRun.mode === 'dry run' ? 'What would come in' : 'What the last reading brought'}>
          <CountsTable counts={lastRun.counts} />
        </Section>
      )}
      <Section title="When it was read">
        <RunsGrid connectionId={connection.id} />
      </Section>
      {isCrm(connection.kind) && (
        <Section title="Fields that are read">
          <ChosenFields connection={connection} />
        </Section>
      )}
      {isCrm(connection.kind) && (
        <Section title="Quotas">
          <ReadQuotas connection={connection} />
        </Section>
      )}
      {isCrm(connection.kind) && (
        <Section title="What goes back">
          <WriteBack connection={connection} />
        </Section>
      )}
      <Section title="Access">
        <ChangeAccess connection={connection} redirectUri={redirectUri} />
      </Section>
    </Stack>
  )
}

function State({ connection }: { connection: Connection }) {
  const { instant } = useFormat()
  const { kind, address, pausedAt, waitsUntil, lastGoodAt, lastRun, asked, madeBy, pipeline } = connection
  const isBad = lastRun?.state === 'failed' || lastRun?.state === 'waiting'
  return (
    <>
      {pausedAt && (
        <Tone wraps tone="uncertain">
          Paused since {instant(pausedAt)}; what changes there waits.
        </Tone>
      )}
      {isBad && (
        <Tone wraps tone={lastRun.state === 'failed' ? 'behind' : 'uncertain'}>
          {lastRun.says}
        </Tone>
      )}
      {isBad && waitsUntil && <Text size="sm">It is tried again by itself from {instant(waitsUntil)} on.</Text>}
      {lastRun?.state === 'running' && <Text size="sm">{lastRun.says}…</Text>}
      {asked && <Text size="sm">A reading was asked for and begins in a moment.</Text>}
      <Text size="sm">
        {systemName(kind)} at {new URL(address).host}, read every five minutes;{' '}
        {lastGoodAt ? `last read ${instant(lastGoodAt)}` : 'not read yet'}.{' '}
        {isCrm(kind) && `Deals go to the pipeline ${pipeline}. `}
        Connected by {madeBy.name}.
      </Text>
    </>
  )
}

function Doings({ connection: { id, pausedAt, lastRun, asked } }: { connection: Connection }) {
  const [, open] = useUrlParam('connection')
  const params = { id }
  const ask = useCommand(integrationsContract.syncConnection, { onDone: () => toast('It is read in a moment') })
  const change = useCommand(integrationsContract.changeConnection)
  const end = useCommand(integrationsContract.endConnection, { onDone: () => open(null) })
  const isBusy = pausedAt !== null || asked !== null || lastRun?.state === 'running'
  const button = (mode: Mode, label: string, variant = 'default') => (
    <Button variant={variant} disabled={isBusy} onClick={() => ask.mutate({ params, body: { mode } })}>
      {label}
    </Button>
  )
  return (
    <Group gap="xs" my="md">
      {button('sync', 'Sync now', 'filled')}
      {button('dry run', 'Dry run')}
      {button('full', 'Read everything again')}
      <Button variant="default" onClick={() => change.mutate({ params, body: { paused: pausedAt === null } })}>
        {pausedAt ? 'Resume' : 'Pause'}
      </Button>
      <Button variant="default" onClick={() => end.mutate({ params })}>
        End it, keep what came
      </Button>
    </Group>
  )
}
