import { type DealHistory, type Dictionary, emptyHistory, roomFor, type Versions } from '../deal-history.ts'

/** What is kept of a history beside its columns. */
export type KeptFacts = {
  deals: number
  used: number
  wasted: number
  ids: Record<(typeof dictionaries)[number], string[]>
}

const dictionaries = ['stages', 'people', 'accounts', 'items', 'currencies'] as const
const ofDeals = ['createdOn', 'first', 'count', 'beginsOn', 'endsOn', 'lastRow', 'isPunctual'] as const
const ofVersions = [
  ...(['validDay', 'recordedDay', 'retractedDay', 'stage', 'owner', 'account', 'item', 'category'] as const),
  ...(['amount', 'currency', 'expectedClose', 'closedOn'] as const),
] as const satisfies readonly (keyof Versions)[]

/** The bytes of every column in one order, and what tells how to read them. Rows in use never change, so only what deals say is copied. */
export function columnsOf(history: DealHistory): { facts: KeptFacts; columns: Uint8Array[] } {
  const deals = history.deals.ids.length
  const { used, wasted, versions } = history
  const ids = Object.fromEntries(dictionaries.map((name) => [name, history[name].ids.slice()])) as KeptFacts['ids']
  const columns = [
    bytesOfIds(history.deals.ids),
    ...ofDeals.map((name) => bytesOf(history[name].slice(0, deals))),
    ...ofVersions.map((name) => bytesOf(versions[name].subarray(0, used))),
  ]
  return { facts: { deals, used, wasted, ids }, columns }
}

/** A history with room for what was kept, and the bytes of its columns to be filled; `finish` makes the ids known. */
export function historyToFill({ deals, used, wasted, ids }: KeptFacts): {
  history: DealHistory
  columns: Uint8Array[]
  finish: () => void
} {
  const history = emptyHistory({ deals: roomFor(deals), versions: roomFor(used) })
  const dealIds = new Uint8Array(deals * 16)
  const columns = [
    dealIds,
    ...ofDeals.map((name) => bytesOf(history[name].subarray(0, deals))),
    ...ofVersions.map((name) => bytesOf(history.versions[name].subarray(0, used))),
  ]
  const finish = () => {
    Object.assign(history, { used, wasted, deals: dictionaryOf(idsOfBytes(dealIds)) })
    for (const name of dictionaries) history[name] = dictionaryOf(ids[name])
  }
  return { history, columns, finish }
}

function dictionaryOf(ids: string[]): Dictionary {
  const codes = new Map<string, number>()
  for (let code = 0; code < ids.length; code++) codes.set(ids[code]!, code)
  return { ids, codes }
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Float64Array | Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function bytesOfIds(ids: readonly string[]): Uint8Array {
  return Buffer.from(ids.join('').replaceAll('-', ''), 'hex')
}

/** So many ids are cut from one text. */
const IDS_AT_ONCE = 65_536

function idsOfBytes(bytes: Uint8Array): string[] {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ids: string[] = []
  for (let from = 0; from < all.length; from += IDS_AT_ONCE * 16) {
    const digits = all.toString('hex', from, Math.min(all.length, from + IDS_AT_ONCE * 16))
    const text = digits.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/g, '$1-$2-$3-$4-$5')
    for (let at = 0; at < text.length; at += 36) ids.push(text.slice(at, at + 36))
  }
  return ids
}
