import { refusal } from '../refusal.ts'
import { writeCursor } from './cursor.ts'
import type { List } from './list-of.ts'
import { inOrder } from './order.ts'
import { type Page, type Part, pageAfter, type Read } from './pages.ts'
import type { Wanted } from './wanted.ts'

type Reply = Record<string, unknown>
/** Asks the endpoint, with some of its parameters set. */
export type Ask = (set: Readonly<Record<string, string>>) => Promise<Reply>

/** How long a page of a list is that comes whole. */
const USUAL = 100

/** The answer as it is wanted: one page, in an order, with some of its fields. */
export async function answerAs(wanted: Wanted, ask: Ask): Promise<Reply> {
  const { list, page, fields } = wanted
  if (!list || !page) return narrowed(await ask({}), { list, fields })
  const reply = list.paging.by === 'key' ? await pageByKey(wanted, ask) : await pageByPlace(wanted, ask)
  return narrowed(reply, { list, fields })
}

async function pageByPlace({ list, page, orders, question }: Wanted, ask: Ask): Promise<Reply> {
  const { name, paging } = list!
  const { place, limit } = page!
  const most = paging.by === 'offset' ? paging.most : Number.POSITIVE_INFINITY
  let reply: Reply = {}
  const read: Read =
    paging.by === 'offset' && !orders
      ? async ({ offset, limit }) => {
          reply = await ask({ offset: String(offset), limit: String(limit) })
          return partOf(reply, { list: list!, offset, limit })
        }
      : async ({ offset, limit }) => {
          reply = await ask(paging.by === 'offset' ? { offset: '0', limit: String(paging.most) } : {})
          const all = inOrder(wholeOf(reply, list!), orders ?? [])
          return { rows: all.slice(offset, offset + limit), more: all.length > offset + limit }
        }
  const wants = limit ?? (paging.by === 'offset' ? paging.usual : USUAL)
  const at = typeof place?.at === 'number' ? place.at : 0
  const found = await pageAfter(read, { at, seen: place?.seen ?? [], limit: wants, most: Math.min(most, 100_000) })
  if (!found) throw lost()
  return { ...reply, ...nextOf(reply, found), [name]: found.rows, nextCursor: cursorOf(found, question) }
}

/** A list that pages by a key of its own: the cursor holds the key. */
async function pageByKey({ list, page, question }: Wanted, ask: Ask): Promise<Reply> {
  const { name, paging } = list!
  if (paging.by !== 'key') throw new Error(`The list ${name} has no key.`)
  const { place, limit } = page!
  const reply = await ask({
    limit: String(limit ?? paging.usual),
    ...(place && { [paging.parameter]: String(place.at) }),
  })
  const rows = reply[name] as { id?: string }[]
  const at = 'next' in reply ? reply.next : reply.more ? rows.at(-1)?.id : null
  const isOver = at === null || at === undefined
  return { ...reply, nextCursor: isOver ? null : writeCursor({ at: at as string | number, seen: [], question }) }
}

function partOf(reply: Reply, of: { list: List; offset: number; limit: number }): Part {
  const rows = reply[of.list.name] as unknown[]
  const { next, total } = reply
  if (next !== undefined) return { rows, more: next !== null }
  if (typeof total === 'number') return { rows, more: of.offset + rows.length < total }
  return { rows, more: rows.length === of.limit }
}

function wholeOf(reply: Reply, list: List): unknown[] {
  const rows = reply[list.name] as unknown[]
  const { paging } = list
  if (paging.by !== 'offset' || !partOf(reply, { list, offset: 0, limit: paging.most }).more) return rows
  throw refusal(400, {
    code: 'too-many-to-sort',
    message: `More than ${paging.most} rows match, too many to sort them otherwise.`,
    wayOut: 'Narrow them down by a filter, or take them as they come.',
  })
}

/** A reply that says where its next page begins says it of this page. */
function nextOf(reply: Reply, { next }: Page): Reply {
  return 'next' in reply ? { next: next?.at ?? null } : {}
}

function cursorOf({ next }: Page, question: string): string | null {
  return next ? writeCursor({ ...next, question }) : null
}

function narrowed(reply: Reply, { list, fields }: Pick<Wanted, 'list' | 'fields'>): Reply {
  if (!fields) return reply
  const only = (row: unknown) => Object.fromEntries(Object.entries(row as Reply).filter(([name]) => fields.has(name)))
  return list ? { ...reply, [list.name]: (reply[list.name] as unknown[]).map(only) } : only(reply)
}

function lost() {
  return refusal(410, {
    code: 'cursor-lost',
    message: 'The rows that this cursor stood at are gone, and the list cannot be gone on with from there.',
    wayOut: 'Begin again with cursor=, or sort by something that does not change.',
  })
}
