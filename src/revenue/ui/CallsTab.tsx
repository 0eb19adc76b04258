import { Anchor } from '@mantine/core'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { CallsGrid } from './CallsGrid.tsx'
import type { RollUpReply } from './RevenueScreen.tsx'
import classes from './revenue.module.css'
import { useDelegates } from './use-delegates.ts'

/** Everybody's calls, and before them those for whom the reader may call. */
export function CallsTab({ rollUp }: { rollUp: RollUpReply }) {
  const { day } = useFormat()
  const { mine } = useDelegates()
  const [, change] = useUrlParams()
  return (
    <>
      {mine.map(({ id, personId, personName, endsOn }) => (
        <p key={id} className={classes.calm}>
          You may call for{' '}
          <Anchor component="button" size="sm" onClick={() => change({ person: personId }, { push: true })}>
            {personName}
          </Anchor>
          {endsOn && ` until before ${day(endsOn)}`}.
        </p>
      ))}
      <CallsGrid rollUp={rollUp} />
    </>
  )
}
