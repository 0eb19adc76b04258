import { Anchor, Button, Group, Select } from '@mantine/core'
import { addressOf, CallError } from '#platform/ui/call.ts'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { RunProgress } from '#platform/ui/page/RunProgress.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { importsContract } from '../contract.ts'
import type { ImportRecord } from '../schema.ts'
import { isOpen, isRunning, pace, statusWords } from './import-state.ts'
import classes from './imports.module.css'
import { MappingTable } from './MappingTable.tsx'
import { PreviewTable } from './PreviewTable.tsx'
import { QuarantineRows } from './QuarantineRows.tsx'
import { Questions } from './Questions.tsx'
import { ReportView } from './ReportView.tsx'
import { StageTable } from './StageTable.tsx'
import { useKinds } from './use-kinds.ts'
import { useNow } from './use-now.ts'

/** One file of an import: what it is, how far it is, what it means and what is wrong with it. */
export function FileView({ file, alone }: { file: ImportRecord; alone: boolean }) {
  const { number } = useFormat()
  const isKnown = file.mapping.columns.some((column) => column.field !== null)
  const words = file.status === 'checked' ? 'would go in' : 'in'
  return (
    <Section title={file.fileName} aside={<KindChoice file={file} alone={alone} />}>
      <p className={classes.facts}>
        {file.mapping.source && `From ${file.mapping.source} · `}
        {statusWords[file.status]}
        {file.report &&
          !isRunning(file) &&
          ` · ${number(file.rowsRead)} rows read = ${number(file.rowsIn)} ${words} + ${number(file.rowsUnchanged)} unchanged + ${number(file.rowsQuarantined)} left out`}
        {file.rowsMended > 0 && !isRunning(file) && ` · ${number(file.rowsMended)} mended`}
      </p>
      {isRunning(file) && <Progress file={file} />}
      {file.error && file.status === 'failed' && (
        <ErrorState error={new CallError(422, { code: 'import-failed', message: file.error })} />
      )}
      {isOpen(file) && (isKnown ? <Questions file={file} /> : <p className={classes.asks}>{unknownFile}</p>)}
      <Downloads file={file} />
      <PageTabs
        param={`tab-${file.id.slice(-6)}`}
        tabs={[
          ...(file.report && (isKnown || !isOpen(file))
            ? [{ value: 'report', label: 'What was found', content: () => <ReportView file={file} /> }]
            : []),
          ...(!isOpen(file) && !isRunning(file) && file.status !== 'undone' && file.rowsQuarantined > 0
            ? [{ value: 'left-out', label: 'Rows left out', content: () => <QuarantineRows file={file} /> }]
            : []),
          { value: 'columns', label: 'What the columns mean', content: () => <MappingTable file={file} /> },
          ...(file.mapping.stages.length > 0
            ? [{ value: 'stages', label: 'Stages', content: () => <StageTable file={file} /> }]
            : []),
          { value: 'preview', label: 'First rows', content: () => <PreviewTable file={file} /> },
        ]}
      />
    </Section>
  )
}

const unknownFile =
  'No column of this file was recognised. Choose at the right what the file holds, then say what each column means.'

function KindChoice({ file, alone }: { file: ImportRecord; alone: boolean }) {
  const { can } = useSession()
  const { kinds } = useKinds()
  const decide = useCommand(importsContract.decide)
  const discard = useCommand(importsContract.discard, { onDone: () => toast(`${file.fileName} was thrown away.`) })
  if (!isOpen(file) || !can('imports:run')) return <span className={classes.facts}>{file.kind}</span>
  return (
    <Group gap="xs">
      <Select
        size="xs"
        w={150}
        aria-label={`What ${file.fileName} holds`}
        data={kinds.length > 0 ? kinds.map((kind) => kind.name) : [file.kind]}
        value={file.kind}
        allowDeselect={false}
        onChange={(kind) => kind && decide.mutate({ params: { id: file.id }, body: { kind } })}
      />
      <Button size="xs" variant="subtle" color="gray" onClick={() => discard.mutate({ params: { id: file.id } })}>
        {alone ? 'Throw away' : 'Leave out'}
      </Button>
    </Group>
  )
}

function Progress({ file }: { file: ImportRecord }) {
  const now = useNow(1000)
  const { perSecond, secondsLeft, total } = pace(file, now)
  const writing = file.status === 'checking' ? 'Comparing with what is there' : 'Writing'
  const label =
    file.phase === 'writing' ? writing : file.phase === 'reading' ? 'Reading and checking' : 'Waiting for its turn'
  return (
    <RunProgress label={label} done={file.rowsRead} total={total} perSecond={perSecond} secondsLeft={secondsLeft} />
  )
}

function Downloads({ file }: { file: ImportRecord }) {
  const { can } = useSession()
  const undo = useCommand(importsContract.undo, { onDone: () => toast(`${file.fileName} was undone.`) })
  const params = { id: file.id }
  const isLoaded = file.status === 'loaded'
  const canUndo = isLoaded && can('imports:undo')
  if (!canUndo && !file.report?.groups.length) return null
  return (
    <Group gap="md" mb="xs">
      {isLoaded && file.rowsQuarantined > 0 && (
        <Anchor size="sm" href={addressOf(importsContract.quarantine, { params })} download>
          Download the rows left out
        </Anchor>
      )}
      {file.report && file.report.groups.length > 0 && (
        <Anchor size="sm" href={addressOf(importsContract.problems, { params })} download>
          Download every problem
        </Anchor>
      )}
      {canUndo && (
        <Button size="compact-sm" variant="default" onClick={() => undo.mutate({ params })} loading={undo.isPending}>
          Undo this import
        </Button>
      )}
    </Group>
  )
}
