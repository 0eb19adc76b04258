import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import type { Succession, SuccessionProposal } from '../succession/schema.ts'
import classes from './demand.module.css'

const followed = () => toast('Kept. History and forecasts are being made anew and appear here by themselves.')

/** Items that took over from others, pairs that look like it, and a form for one more. */
export function SuccessionPart() {
  const { can } = useSession()
  const call = useCall(demandContract.successions)
  return (
    <Ready call={call}>
      {({ successions, proposals }) => (
        <section aria-label="Items that take over">
          <p className={classes.calm}>
            {successions.length === 0
              ? 'No item takes over from another. Where one does, the history of the old one is that of the new one.'
              : 'These items have the history of the ones that they took over from, and orders of these still count for them.'}
          </p>
          <ul className={classes.lines} aria-label="Items that took over">
            {successions.map((each) => (
              <Taken key={each.id} succession={each} />
            ))}
            {proposals.map((each) => (
              <Proposed key={`${each.old.id} ${each.new.id}`} proposal={each} />
            ))}
          </ul>
          {can('demand:treat') && <OneMore />}
        </section>
      )}
    </Ready>
  )
}

function Taken({ succession: { id, old, new: fresh, by, at } }: { succession: Succession }) {
  const { can } = useSession()
  const { instant } = useFormat()
  const end = useCommand(demandContract.endSuccession, { onDone: followed })
  return (
    <li>
      <span>
        <strong>{fresh.name}</strong> takes over from {old.name}
      </span>
      {can('demand:treat') && (
        <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.mutate({ params: { id } })}>
          Take back
        </Button>
      )}
      <small>
        {by}, {instant(at)}
      </small>
    </li>
  )
}

function Proposed({ proposal: { old, new: fresh, why } }: { proposal: SuccessionProposal }) {
  const { can } = useSession()
  const keep = useCommand(demandContract.succeed, { onDone: followed })
  return (
    <li>
      <span>
        Does <strong>{fresh.name}</strong> take over from {old.name}?
      </span>
      {can('demand:treat') && (
        <Button
          size="xs"
          loading={keep.isPending}
          onClick={() => keep.mutate({ body: { old: old.id, new: fresh.id } })}
        >
          It does
        </Button>
      )}
      <small>{why}</small>
    </li>
  )
}

function OneMore() {
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  const keep = useCommand(demandContract.succeed, {
    onDone: () => {
      setOld('')
      setFresh('')
      followed()
    },
  })
  return (
    <Group align="flex-end" mt="md">
      <TextInput label="Old item, by code" value={old} onChange={(event) => setOld(event.currentTarget.value)} />
      <TextInput label="New item, by code" value={fresh} onChange={(event) => setFresh(event.currentTarget.value)} />
      <Button
        variant="default"
        disabled={old.trim() === '' || fresh.trim() === ''}
        loading={keep.isPending}
        onClick={() => keep.mutate({ body: { old: old.trim(), new: fresh.trim() } })}
      >
        Takes over
      </Button>
    </Group>
  )
}
