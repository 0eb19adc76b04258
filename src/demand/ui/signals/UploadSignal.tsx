import { Anchor, Button, FileButton, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { toast, toastError } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { demandContract } from '../../contract.ts'
import classes from '../demand.module.css'

/** Takes a signal from a CSV file: a day and a value a line. */
export function UploadSignal() {
  const [name, setName] = useState('')
  const put = useCommand(demandContract.putSignal, {
    onDone: ({ taken, refused }) => {
      setName('')
      const bad = refused.length > 0 ? ` ${refused.length} lines were refused: ${refused[0]!.message}` : ''
      toast(`${taken} values taken; it is being measured.${bad}`)
    },
  })
  const read = async (file: File | null) => {
    if (!file) return
    try {
      put.mutate({ body: { name: name.trim() || file.name.replace(/\.[^.]*$/, ''), csv: await file.text() } })
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <div className={classes.controls}>
      <TextInput
        aria-label="Name of the signal"
        placeholder="Name, such as Building permits"
        value={name}
        style={{ flex: 1, minWidth: 220 }}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FileButton accept=".csv,text/csv,text/plain" onChange={read}>
        {(props) => (
          <Button {...props} variant="default" loading={put.isPending}>
            Upload CSV (day, value)
          </Button>
        )}
      </FileButton>
      <Anchor component={Link} to="/imports" size="sm">
        Import a workbook or several signals
      </Anchor>
    </div>
  )
}
