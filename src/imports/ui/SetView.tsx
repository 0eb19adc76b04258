import { Button, Checkbox, Group } from '@mantine/core'
import { useState } from 'react'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { importsContract } from '../contract.ts'
import type { ImportRecord } from '../schema.ts'
import { DropFiles } from './DropFiles.tsx'
import { FileView } from './FileView.tsx'
import { isOpen, isRunning } from './import-state.ts'
import classes from './imports.module.css'
import { NextDoors } from './NextDoors.tsx'

/** The files of a set, and the next step: check, load, cancel. */
export function SetView({ setId, files, leave }: { setId: string; files: ImportRecord[]; leave: () => void }) {
  const { can } = useSession()
  if (files.length === 0) {
    return (
      <EmptyState
        title="Nothing here any more"
        teaches="The files of this import were thrown away."
        action={<Button onClick={leave}>All imports</Button>}
      />
    )
  }
  return (
    <>
      {files.every((file) => file.status === 'loaded') && <NextDoors loaded={files.map((file) => file.kind)} />}
      {can('imports:run') && <Steps setId={setId} files={files} />}
      {files.map((file) => (
        <FileView key={file.id} file={file} alone={files.length === 1} />
      ))}
      {can('imports:run') && files.every(isOpen) && <MoreFiles setId={setId} />}
    </>
  )
}

function Steps({ setId, files }: { setId: string; files: ImportRecord[] }) {
  const { number } = useFormat()
  const check = useCommand(importsContract.check)
  const accept = useCommand(importsContract.accept)
  const cancel = useCommand(importsContract.cancel, { onDone: () => toast('Cancelled; nothing was written.') })
  const decide = useCommand(importsContract.decide)
  const params = { setId }
  const loaded = files.filter((file) => file.status === 'loaded')
  if (loaded.length > 1 && files.every((file) => file.status === 'loaded' || file.status === 'undone'))
    return <UndoAll files={loaded} />
  if (files.some((file) => file.status === 'loaded' || file.status === 'undone')) return null
  if (files.some(isRunning)) {
    return (
      <div className={classes.steps}>
        <Button variant="default" onClick={() => cancel.mutate({ params })} loading={cancel.isPending}>
          Cancel
        </Button>
      </div>
    )
  }
  const mends = files.reduce(
    (total, file) =>
      total +
      (file.report?.groups ?? [])
        .filter((group) => group.severity === 'mend')
        .reduce((rows, group) => rows + group.rows, 0),
    0,
  )
  const accepted = files.every((file) => file.acceptMends)
  const ready = files.every((file) => file.status === 'checked')
  const rowsIn = files.reduce((total, file) => total + file.rowsIn, 0)
  const asks = files.reduce((total, file) => total + file.mapping.asks.length, 0)

  async function acceptMends(yes: boolean): Promise<void> {
    for (const file of files) await decide.mutateAsync({ params: { id: file.id }, body: { acceptMends: yes } })
    check.mutate({ params })
  }

  return (
    <div className={classes.steps}>
      <Group gap="sm">
        {ready ? (
          <Button
            onClick={() => accept.mutate({ params })}
            loading={accept.isPending}
            disabled={rowsIn === 0 || asks > 0}
          >
            {loadWords({ rowsIn: number(rowsIn), isNone: rowsIn === 0, asks })}
          </Button>
        ) : (
          <Button onClick={() => check.mutate({ params })} loading={check.isPending}>
            Check
          </Button>
        )}
        {ready && (
          <Button variant="default" onClick={() => check.mutate({ params })} loading={check.isPending}>
            Check again
          </Button>
        )}
      </Group>
      {mends > 0 && (
        <Checkbox
          label={`Accept the proposed spelling in ${number(mends)} rows`}
          checked={accepted}
          disabled={decide.isPending}
          onChange={(event) => void acceptMends(event.currentTarget.checked)}
        />
      )}
    </div>
  )
}

function loadWords({ rowsIn, isNone, asks }: { rowsIn: string; isNone: boolean; asks: number }): string {
  if (asks > 0) return asks === 1 ? 'Answer the question first' : `Answer the ${asks} questions first`
  return isNone ? 'Nothing new to load' : `Load ${rowsIn} rows`
}

/** Takes a set back from its last file to its first, since the later ones refer to the earlier. */
function UndoAll({ files }: { files: ImportRecord[] }) {
  const { can } = useSession()
  const undo = useCommand(importsContract.undo)
  if (!can('imports:undo')) return null
  async function undoAll(): Promise<void> {
    for (const file of [...files].reverse()) await undo.mutateAsync({ params: { id: file.id } })
    toast('All files of this import were undone.')
  }
  return (
    <div className={classes.steps}>
      <Button variant="default" loading={undo.isPending} onClick={() => void undoAll().catch(() => undefined)}>
        Undo all {files.length} files
      </Button>
    </div>
  )
}

function MoreFiles({ setId }: { setId: string }) {
  const [adding, setAdding] = useState(false)
  if (adding) return <DropFiles setId={setId} onDropped={() => setAdding(false)} />
  return (
    <Button variant="subtle" onClick={() => setAdding(true)}>
      Add files to this import
    </Button>
  )
}
