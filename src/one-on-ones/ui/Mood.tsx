import { Button, Group } from '@mantine/core'
import { useCommand } from '#platform/ui/use-call.ts'
import { oneOnOnesContract, type Series } from '../contract.ts'
import { seal } from '../notes/crypt.ts'
import classes from './one-on-ones.module.css'

const moods = ['low', 'rather low', 'in between', 'good', 'very good'] as const

/** How one feels, for the two alone: sealed like every other note, so that nobody can count it. */
export function Mood({ series }: { series: Series }) {
  const add = useCommand(oneOnOnesContract.addItem)
  const { manager, member } = series
  if (manager.recipient === null || member.recipient === null) return null
  const recipients = [manager.recipient, member.recipient]
  async function tell(mood: string): Promise<void> {
    add.mutate({ params: { id: series.id }, body: { isPrivate: false, body: await seal(`Mood: ${mood}`, recipients) } })
  }
  return (
    <section aria-label="Mood">
      <p className={classes.calm}>How are you? Optional, and for the two of you alone.</p>
      <Group gap="xs">
        {moods.map((mood) => (
          <Button key={mood} size="compact-sm" variant="default" disabled={add.isPending} onClick={() => tell(mood)}>
            {mood}
          </Button>
        ))}
      </Group>
    </section>
  )
}
