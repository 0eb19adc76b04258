import { Button } from '@mantine/core'
import type { z } from 'zod'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { oneOnOnesContract, type Series } from '../contract.ts'
import { type OwnKey, seal } from '../notes/crypt.ts'
import { KeyForm } from './KeyForm.tsx'
import classes from './one-on-ones.module.css'
import { useOpened } from './opened.ts'
import { otherOf } from './SeriesLine.tsx'

type Mine = z.output<(typeof oneOnOnesContract.list)['reply']>
type Item = z.output<(typeof oneOnOnesContract.items)['reply']>['items'][number]

/** Talks that have ended, for instance with an earlier manager. What one wrote can be written again for a talk of today. */
export function Earlier({ mine, ownKey, onKey }: { mine: Mine; ownKey: OwnKey | null; onKey: (key: OwnKey) => void }) {
  const { instant } = useFormat()
  if (mine.earlier.length === 0) return null
  return (
    <Section title="Earlier talks">
      <ul className={classes.list}>
        {mine.earlier.map(({ id, withName, endedAt }) => (
          <li key={id}>
            <NumberDoor value={withName} door={id} param="earlier" />
            <span className={classes.calm}>{`, until ${instant(endedAt)}`}</span>
          </li>
        ))}
      </ul>
      <DetailDrawer
        param="earlier"
        title={(id) => `Earlier, with ${mine.earlier.find((each) => each.id === id)?.withName ?? ''}`}
        size={620}
      >
        {(id) => (ownKey ? <Read id={id} mine={mine} ownKey={ownKey} /> : <KeyForm onKey={onKey} />)}
      </DetailDrawer>
    </Section>
  )
}

const none: Item[] = []

function Read({ id, mine, ownKey }: { id: string; mine: Mine; ownKey: OwnKey }) {
  const { data } = useCall(oneOnOnesContract.items, { params: { id } })
  const opened = useOpened(data?.items ?? none, ownKey)
  return (
    <ul className={classes.list}>
      {opened.map(({ item, text }) => (
        <li key={item.id}>
          <p>{text ?? 'Written for an earlier key of yours; this one does not open it.'}</p>
          {text !== null && item.authorId === mine.personId && (
            <div className={classes.buttons}>
              {mine.series.map((series) => (
                <WriteAgain key={series.id} series={series} text={text} personId={mine.personId} />
              ))}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function WriteAgain({ series, text, personId }: { series: Series; text: string; personId: string | null }) {
  const add = useCommand(oneOnOnesContract.addItem)
  const { manager, member } = series
  if (manager.recipient === null || member.recipient === null) return null
  const recipients = [manager.recipient, member.recipient]
  async function write(): Promise<void> {
    add.mutate({ params: { id: series.id }, body: { isPrivate: false, body: await seal(text, recipients) } })
  }
  return (
    <Button size="compact-xs" variant="default" loading={add.isPending} disabled={add.isSuccess} onClick={write}>
      {`Write it again for ${otherOf(series, personId)?.name}`}
    </Button>
  )
}
