import { Button, Text, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { Section } from '#platform/ui/page/Page.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { enablementContract } from '../contract.ts'
import type { Helping } from '../schema.ts'
import classes from './enablement.module.css'

const MOST = 5

/** In the drawer of a deal: what helps with it, and why. */
export function HelpsHere({ id }: { id: string }) {
  const { data } = useCall(enablementContract.helps, { params: { id } })
  if (!data || data.helps.length === 0) return null
  return (
    <Section title="Helps here">
      <ul className={classes.helps}>
        {data.helps.slice(0, MOST).map((help) => (
          <HelpItem key={help.id} help={help} dealId={id} />
        ))}
      </ul>
    </Section>
  )
}
HelpsHere.displayName = 'HelpsHere'

function HelpItem({ help, dealId }: { help: z.infer<typeof Helping>; dealId: string }) {
  const [isOpen, setOpen] = useState(false)
  const note = useCommand(enablementContract.open)
  const { id, name, kind, because, body, link } = help
  const open = () => {
    if (!isOpen) note.mutate({ params: { id }, body: { dealId } })
    setOpen(!isOpen)
  }
  return (
    <li>
      <div className={classes.help}>
        <span>
          {name} <span className={classes.calm}>{kind}</span>
        </span>
        <Button size="compact-sm" variant="default" aria-expanded={isOpen} onClick={open}>
          {isOpen ? 'Close' : 'Open'}
          <VisuallyHidden> {name}</VisuallyHidden>
        </Button>
      </div>
      <Text size="sm" c="dimmed">
        {because}
      </Text>
      {isOpen && body && <Text className={classes.body}>{body}</Text>}
      {isOpen && link && (
        <a href={link} target="_blank" rel="noreferrer">
          {link}
        </a>
      )}
      {isOpen && !body && !link && <Text className={classes.body}>It has no text and no link yet.</Text>}
    </li>
  )
}
