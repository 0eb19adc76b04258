import { Button, Stack } from '@mantine/core'
import { useCommand } from '#platform/ui/use-call.ts'
import { oneOnOnesContract } from '../contract.ts'
import { HoursPart } from './HoursPart.tsx'
import classes from './one-on-ones.module.css'

/** A private address for one's calendar program. */
export function CalendarTab() {
  const feed = useCommand(oneOnOnesContract.feed)
  return (
    <Stack gap="xl">
      <div className={classes.form}>
        <p>
          Subscribe to your one-on-ones in any calendar program. The address is private: it tells when and with whom, no
          titles and no notes. A new address replaces the old one.
        </p>
        <Button loading={feed.isPending} onClick={() => feed.mutate({})}>
          Make a private address
        </Button>
        {feed.data && <p className={classes.code}>{`${location.origin}${feed.data.path}`}</p>}
      </div>
      <HoursPart />
    </Stack>
  )
}
