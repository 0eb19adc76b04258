import { Button, Group, Text } from '@mantine/core'
import type { z } from 'zod'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../../contract.ts'
import type { Handoff, OwnedArea } from '../../ownership/contract.ts'
import classes from '../enablement.module.css'
import { HandoffForm } from './HandoffForm.tsx'

type Row = z.infer<typeof Handoff>
const doing = { accepted: 'Accept', declined: 'Decline', done: 'Done', proposed: 'Propose again' } as const

/** What goes from one side to the other, with its state. */
export function HandoffsPart({ areas }: { areas: z.infer<typeof OwnedArea>[] }) {
  const { data } = useCall(enablementContract.handoffs)
  const handoffs = data?.handoffs ?? []
  return (
    <Section
      title="Hand-offs"
      aside={
        <AddButton param="handoff" may="enablement:edit">
          Propose a hand-off
        </AddButton>
      }
    >
      {handoffs.length === 0 ? (
        <Text c="dimmed">Nothing goes from one side to the other.</Text>
      ) : (
        <ul className={classes.helps}>
          {handoffs.map((handoff) => (
            <HandoffItem key={handoff.id} handoff={handoff} />
          ))}
        </ul>
      )}
      <DetailDrawer param="handoff" title="Propose a hand-off" size={480}>
        {() => <HandoffForm areas={areas} />}
      </DetailDrawer>
    </Section>
  )
}

function HandoffItem({ handoff }: { handoff: Row }) {
  const { can } = useSession()
  const { day } = useFormat()
  const { title, area, from, to, state, owner, dueOn, late, note } = handoff
  const facts = [area.name, `${from} to ${to}`, owner?.name, dueOn && `due ${day(dueOn)}`].filter(Boolean).join(' · ')
  return (
    <li>
      <div className={classes.help}>
        <span>
          {title} {late ? <Tone tone="behind">{`${state}, late`}</Tone> : <span className={classes.calm}>{state}</span>}
        </span>
        {can('enablement:edit') && <Moves handoff={handoff} />}
      </div>
      <Text size="sm" c="dimmed">
        {facts}
      </Text>
      {note && <Text size="sm">{note}</Text>}
    </li>
  )
}

function Moves({ handoff: { id, title, next } }: { handoff: Row }) {
  const move = useCommand(enablementContract.moveHandoff)
  const to = (state: Row['state']) => {
    const note = state === 'declined' ? window.prompt('Why is it declined?') : ''
    if (note === null) return
    move.mutate({ params: { id }, body: { state, note } })
  }
  return (
    <Group gap="xs" wrap="nowrap">
      {next.map((state) => (
        <Button
          key={state}
          size="compact-sm"
          variant="default"
          aria-label={`${doing[state]}: ${title}`}
          onClick={() => to(state)}
        >
          {doing[state]}
        </Button>
      ))}
    </Group>
  )
}
