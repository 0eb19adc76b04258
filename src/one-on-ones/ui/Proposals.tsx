import { Button, Group } from '@mantine/core'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { oneOnOnesContract } from '../contract.ts'
import classes from './one-on-ones.module.css'

/** Times at which both work and neither has another one-on-one; choosing one fills the field. */
export function Proposals({ withId, onChoose }: { withId: string; onChoose: (local: string) => void }) {
  const { data } = useCall(oneOnOnesContract.proposals, { query: { withId, count: 4 } as never })
  const { instant } = useFormat()
  if (!data || data.times.length === 0) return null
  return (
    <div>
      <p className={classes.calm}>Both work then, and have no other one-on-one:</p>
      <Group gap="xs">
        {data.times.map((time) => (
          <Button key={time} size="compact-sm" variant="default" onClick={() => onChoose(localInput(time))}>
            {instant(time)}
          </Button>
        ))}
      </Group>
    </div>
  )
}

/** An instant as the field for a local date and time takes it. */
function localInput(time: string): string {
  const at = new Date(time)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
