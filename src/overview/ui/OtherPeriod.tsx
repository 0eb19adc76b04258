import { Anchor } from '@mantine/core'
import type { Attainment } from '#goals/schema.ts'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import classes from './overview.module.css'

/** Where the data end before the running period, the way to the last one they speak of; and back to today. */
export function OtherPeriod(props: { attainment: Attainment; closedThrough: string | null }) {
  const { attainment, closedThrough } = props
  const { day } = useFormat()
  const [on, setOn] = useUrlParam('on')
  if (on !== null) {
    return (
      <p className={classes.calm}>
        <Anchor component="button" type="button" onClick={() => setOn(null, { push: true })}>
          Back to the period of today
        </Anchor>
      </p>
    )
  }
  if (closedThrough === null || closedThrough >= attainment.period.from) return null
  return (
    <p className={classes.calm}>
      Nothing has closed in it yet; the newest closing is of {day(closedThrough)}.{' '}
      <Anchor component="button" type="button" onClick={() => setOn(closedThrough, { push: true })}>
        Show that period
      </Anchor>
    </p>
  )
}
