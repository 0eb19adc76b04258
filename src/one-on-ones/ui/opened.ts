import { useEffect, useState } from 'react'
import { type OwnKey, unseal } from '../notes/crypt.ts'

type Sealed = {
  id: string
  body: string
  createdAt: string
  closedAt: string | null
  isPrivate: boolean
  authorId: string
}
export type Opened<Item extends Sealed> = { item: Item; text: string | null }

/** Items with what they say, opened in this browser; null where this key does not open one. */
export function useOpened<Item extends Sealed>(items: readonly Item[], ownKey: OwnKey): Opened<Item>[] {
  const [opened, setOpened] = useState<Opened<Item>[]>([])
  useEffect(() => {
    let isCurrent = true
    const open = async (item: Item) => ({ item, text: await unseal(item.body, ownKey) })
    void Promise.all(items.map(open)).then((all) => isCurrent && setOpened(all))
    return () => {
      isCurrent = false
    }
  }, [items, ownKey])
  return opened
}

/** What one can read, as a text to keep. */
export function exported(opened: readonly Opened<Sealed>[]): Blob {
  const lines = opened
    .filter(({ text }) => text !== null)
    .map(({ item, text }) => {
      const facts = [item.createdAt.slice(0, 10), item.isPrivate && 'private', item.closedAt !== null && 'done']
      return `${facts.filter(Boolean).join(', ')}\n${text}\n`
    })
  return new Blob([lines.join('\n')], { type: 'text/plain;charset=utf-8' })
}
