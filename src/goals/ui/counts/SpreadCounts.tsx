import { Button, Group, MultiSelect, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { NumberInput } from '#platform/ui/form/NumberInput.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { countsContract } from '../../counts/contract.ts'
import { type Metric, metrics } from '../../counts/metrics.ts'
import classes from './counts.module.css'

type Span = { from: string; to: string }

/** The way to one target for several people. */
export function SpreadButton({ from, to }: Span) {
  const { can } = useSession()
  const [open, setOpen] = useState(false)
  if (!can('goals:edit')) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        Spread a count
      </Button>
      {open && (
        <Dialog title="Spread a count over people" onClose={() => setOpen(false)}>
          <SpreadCounts from={from} to={to} close={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  )
}

function SpreadCounts({ from, to, close }: Span & { close: () => void }) {
  const people = usePeopleOptions()
  const { number } = useFormat()
  const [metric, setMetric] = useState<Metric>('meetings held')
  const [target, setTarget] = useState('')
  const [ids, setIds] = useState<string[]>([])
  const [by, setBy] = useState<'weight' | 'history'>('weight')
  const tried = useCommand(countsContract.spreadCounts, {
    quiet: true,
    onDone: ({ applied, assigned }) => {
      if (!applied) return
      toast(`${number(assigned)} spread over ${number(ids.length)} people`)
      close()
    },
  })
  const spread = (apply: boolean) =>
    tried.mutate({
      body: {
        metric,
        target: Number(target),
        startsOn: from,
        endsOn: to,
        by,
        apply,
        people: ids.map((personId) => ({ personId })),
      },
    })
  const isReady = ids.length > 0 && /^\d+$/.test(target)
  return (
    <Stack gap="sm">
      <Select
        label="Counts"
        data={[...metrics]}
        value={metric}
        allowDeselect={false}
        onChange={(each) => setMetric(each as Metric)}
      />
      <NumberInput label="Target of all together, whole" asked={{ as: 'number' }} value={target} onText={setTarget} />
      <MultiSelect label="Over" searchable data={people} value={ids} onChange={setIds} />
      <Select
        label="By"
        data={[
          { value: 'weight', label: 'evenly' },
          { value: 'history', label: 'what each reached in the span before' },
        ]}
        value={by}
        allowDeselect={false}
        onChange={(each) => setBy(each === 'history' ? 'history' : 'weight')}
      />
      <Refused error={tried.error} />
      {tried.data && <Parts people={tried.data.people} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" disabled={!isReady} loading={tried.isPending} onClick={() => spread(false)}>
          Show
        </Button>
        <Button disabled={!isReady} loading={tried.isPending} onClick={() => spread(true)}>
          Set these goals
        </Button>
      </Group>
    </Stack>
  )
}

type Part = { personId: string; name: string; amount: number; before: string }

function Parts({ people }: { people: Part[] }) {
  const { number, decimal } = useFormat()
  return (
    <ul className={classes.rows}>
      {people.map(({ personId, name, amount, before }) => (
        <li key={personId}>
          <span>
            {name}: {number(amount)}
          </span>
          <span>{decimal(before)} before</span>
        </li>
      ))}
    </ul>
  )
}
