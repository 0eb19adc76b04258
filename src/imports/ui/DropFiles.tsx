import { Button, FileButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import { CallError, call, upload } from '#platform/ui/call.ts'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { RunProgress } from '#platform/ui/page/RunProgress.tsx'
import { importsContract } from '../contract.ts'
import classes from './imports.module.css'
import { sample } from './sample.ts'

type Sending = { name: string; at: number; of: number }

/** Where files are dropped: one or several, sent one after the other, checked as soon as they have arrived. */
export function DropFiles(props: { onDropped: (setId: string) => void; setId?: string; offersSample?: boolean }) {
  const { onDropped, setId, offersSample } = props
  const cache = useQueryClient()
  const [sending, setSending] = useState<Sending | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [over, setOver] = useState(false)

  async function send(files: File[]): Promise<void> {
    if (files.length === 0) return
    setError(null)
    try {
      const set = await sendEach(files, setId, setSending)
      await call(importsContract.check, { params: { setId: set } })
      await cache.invalidateQueries()
      onDropped(set)
    } catch (refused) {
      setError(refused)
    } finally {
      setSending(null)
    }
  }

  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    void send([...event.dataTransfer.files])
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra for the pointer; the button inside does the same */}
      <div
        className={classes.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload size={28} stroke={1.5} aria-hidden />
        <p className={classes.dropTitle}>Drop your CRM export or order lines here</p>
        <p className={classes.dropText}>
          CSV, TSV (also gzipped) or an Excel workbook. Drop accounts, products, people and deals together: they are
          understood as one set. Nothing is written before you have seen what would happen.
        </p>
        <FileButton
          multiple
          accept=".csv,.tsv,.txt,.gz,.xlsx,text/csv,text/tab-separated-values"
          onChange={(files) => void send(files)}
          disabled={sending !== null}
        >
          {(button) => <Button {...button}>Choose files</Button>}
        </FileButton>
        {offersSample && (
          <Button
            variant="subtle"
            mt="xs"
            disabled={sending !== null}
            onClick={() => void send([new File([sample.text], sample.name, { type: 'text/csv' })])}
          >
            No file at hand? Try it with a small one
          </Button>
        )}
      </div>
      {sending && <RunProgress label={`Sending ${sending.name}`} done={sending.at} total={sending.of} unit="files" />}
      {error !== null && <ErrorState error={error} />}
    </>
  )
}

/** Sends the files one after the other into one set, the given one or a new one, and returns its id. */
async function sendEach(files: File[], setId: string | undefined, told: (sending: Sending) => void): Promise<string> {
  let set = setId
  for (const [at, file] of files.entries()) {
    told({ name: file.name, at, of: files.length })
    const query = { name: file.name, ...(set && { setId: set }) }
    const taken = await upload(importsContract.upload, { file, query }).catch((refused: unknown) => {
      throw named(refused, file.name)
    })
    set = taken.setId
  }
  return set as string
}

function named(refused: unknown, name: string): unknown {
  if (!(refused instanceof CallError)) return refused
  return new CallError(refused.status, { ...refused.problem, message: `${name}: ${refused.problem.message}` })
}
