import { Answer } from '#platform/ui/page/Answer.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ImportRecord } from '../schema.ts'
import { isRunning } from './import-state.ts'
import { useKinds } from './use-kinds.ts'

/** One truthful sentence about the set: what would happen, what is happening, or what happened. */
export function SetAnswer({ files }: { files: ImportRecord[] }) {
  const { number } = useFormat()
  const { of } = useKinds()
  const sum = (pick: (file: ImportRecord) => number) => files.reduce((total, file) => total + pick(file), 0)
  const out = sum((file) => file.rowsQuarantined)
  const rows = files.length === 1 ? of(files[0]!.kind).rowsAre : 'rows'
  const parts = [
    `${number(sum((file) => file.rowsNew))} new`,
    ...(sum((file) => file.rowsChanged) > 0 ? [`${number(sum((file) => file.rowsChanged))} changed`] : []),
    ...(sum((file) => file.rowsUnchanged) > 0 ? [`${number(sum((file) => file.rowsUnchanged))} unchanged`] : []),
  ].join(', ')
  const asks = files.reduce((total, file) => total + file.mapping.asks.length, 0)
  if (asks > 0 && files.every((file) => ['uploaded', 'checked', 'failed'].includes(file.status)))
    return (
      <Answer tone="uncertain">
        {asks === 1 ? 'One question is open' : `${number(asks)} questions are open`}; nothing is loaded before{' '}
        {asks === 1 ? 'it is' : 'they are'} answered.
      </Answer>
    )
  if (files.some((file) => file.status === 'failed'))
    return <Answer tone="behind">The import failed; nothing of it was written.</Answer>
  if (files.some((file) => file.status === 'cancelled'))
    return <Answer tone="uncertain">Cancelled; nothing was written.</Answer>
  if (files.every((file) => file.status === 'loaded')) {
    return (
      <Answer tone={out > 0 ? 'uncertain' : 'ahead'}>
        {number(sum((file) => file.rowsRead))} {rows} read: {parts},{' '}
        {out === 0 ? 'none left out.' : `${number(out)} left out in quarantine.`}
      </Answer>
    )
  }
  if (files.every((file) => file.status === 'undone')) return <Answer tone="uncertain">This import was undone.</Answer>
  const undone = files.filter((file) => file.status === 'undone').length
  if (undone > 0 && files.every((file) => file.status === 'undone' || file.status === 'loaded'))
    return (
      <Answer tone="uncertain">
        {number(undone)} of {number(files.length)} files were undone; the others stand.
      </Answer>
    )
  if (files.some((file) => file.status === 'loading' || file.status === 'queued'))
    return <Answer>Loading. All of it will be there, or none.</Answer>
  if (files.some(isRunning)) return <Answer>Trying it out. Nothing is written yet.</Answer>
  if (files.every((file) => file.status === 'checked')) {
    if (sum((file) => file.rowsRead) === 0) return <Answer tone="uncertain">There are no rows below the header.</Answer>
    return (
      <Answer tone={out > 0 ? 'uncertain' : 'ahead'}>
        {number(sum((file) => file.rowsRead))} {rows} read. If you load {files.length === 1 ? 'it' : 'them'} now:{' '}
        {parts}, {out === 0 ? 'none left out.' : `${number(out)} left out.`}
      </Answer>
    )
  }
  return <Answer tone="uncertain">Check the files to see what would happen.</Answer>
}
