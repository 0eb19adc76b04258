import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { saveFile } from '#platform/ui/save-file.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { oneOnOnesContract, type Series } from '../contract.ts'
import { type OwnKey, seal } from '../notes/crypt.ts'
import { Mood } from './Mood.tsx'
import classes from './one-on-ones.module.css'
import { exported, useOpened } from './opened.ts'
import { prompts } from './prompts.ts'

type Item = z.output<(typeof oneOnOnesContract.items)['reply']>['items'][number]

/** Agenda, notes and actions of a pair, opened, searched and exported in this browser alone. */
export function Items({ series, ownKey, personId }: { series: Series; ownKey: OwnKey; personId: string }) {
  const items = useCall(oneOnOnesContract.items, { params: { id: series.id } })
  return (
    <>
      <Ready call={items} loading={<LoadingBlock height={160} />}>
        {({ items: all }) => <Opened all={all} ownKey={ownKey} personId={personId} />}
      </Ready>
      <Mood series={series} />
      <Write series={series} ownKey={ownKey} />
    </>
  )
}

function Opened({ all, ownKey, personId }: { all: Item[]; ownKey: OwnKey; personId: string }) {
  const opened = useOpened(all, ownKey)
  const [search, setSearch] = useState('')
  const [isOld, setOld] = useState(false)
  const words = search.trim().toLowerCase()
  const found = opened.filter(
    ({ item, text }) => (isOld || item.closedAt === null) && (words === '' || text?.toLowerCase().includes(words)),
  )
  return (
    <>
      {all.length > 3 && (
        <TextInput
          label="Search, in this browser"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <ul className={classes.list}>
        {found.map(({ item, text }) => (
          <One key={item.id} item={item} text={text} isOwn={item.authorId === personId} />
        ))}
      </ul>
      <div className={classes.buttons}>
        {all.some(({ closedAt }) => closedAt !== null) && (
          <Checkbox
            label="Also what is done"
            checked={isOld}
            onChange={(event) => setOld(event.currentTarget.checked)}
          />
        )}
        {opened.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => saveFile(exported(opened), 'one-on-ones.txt')}>
            Export what I can read
          </Button>
        )}
      </div>
    </>
  )
}

function One({ item, text, isOwn }: { item: Item; text: string | null; isOwn: boolean }) {
  const close = useCommand(oneOnOnesContract.closeItem)
  return (
    <li>
      <p>{text ?? 'Written for an earlier key of yours; this one does not open it.'}</p>
      <div className={classes.buttons}>
        <span className={classes.calm}>
          {isOwn ? 'yours' : 'from the other'}
          {item.isPrivate && ', private'}
        </span>
        {item.closedAt === null && (
          <Button size="compact-xs" variant="default" onClick={() => close.mutate({ params: { id: item.id } })}>
            Done
          </Button>
        )}
      </div>
    </li>
  )
}

function Write({ series, ownKey }: { series: Series; ownKey: OwnKey }) {
  const [text, setText] = useState('')
  const [isPrivate, setPrivate] = useState(false)
  const add = useCommand(oneOnOnesContract.addItem, { onDone: () => setText('') })
  const others = [series.manager.recipient, series.member.recipient]
  const waits = others.includes(null)
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const recipients = isPrivate || waits ? [ownKey.recipient] : others.filter((each) => each !== null)
    add.mutate({
      params: { id: series.id },
      body: { isPrivate: isPrivate || waits, body: await seal(text, recipients) },
    })
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <Textarea
        label="Topic, note or action"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
        required
      />
      <Select
        label="Or begin with a question"
        data={[...prompts]}
        value={null}
        onChange={(value) => value && setText(value)}
      />
      <Checkbox
        label="Private: for me alone"
        checked={isPrivate || waits}
        disabled={waits}
        onChange={(event) => setPrivate(event.currentTarget.checked)}
      />
      {waits && <p className={classes.calm}>The other has no key yet: until then you can write private notes only.</p>}
      <Button type="submit" loading={add.isPending}>
        Add
      </Button>
    </form>
  )
}
