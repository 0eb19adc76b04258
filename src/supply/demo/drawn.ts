import { createHash } from 'node:crypto'
import { dayAfter } from '@drumbeat/periods'
import type { DemoWorld } from '#platform/registry.ts'
import { identityOf } from '../records/identity.ts'

export type DemoItem = { id: string; code: string; family: string; price: number; monthly: number; made: boolean }

/** What supply's part of the demo company is drawn from: its items with their usual month, its sites, its last day. */
export type Drawn = {
  items: readonly DemoItem[]
  byCode: ReadonlyMap<string, DemoItem>
  siteId: (name: string) => string
  /** A day so many days before the last one. */
  before: (days: number) => string
  at: string
  /** A number from 0 to 1 that is always the same for the same words. */
  share: (...words: (string | number)[]) => number
  /** An id that is always the same for the same words. */
  id: (...words: (string | number)[]) => string
}

const madeFamilies = new Set(['Espresso machines', 'Grinders', 'Cold drinks', 'Filter brewers'])
const days = 365

/** Reads the world that the generator drew. */
export function drawnFrom(world: DemoWorld): Drawn {
  const last = world.orderLines.at(-1)?.ordered_on ?? '2000-01-01' // orders come day by day
  const before = (count: number) => dayAfter(last, -count)
  const from = before(days)
  const units = new Map<string, number>()
  for (const { item_id: item, quantity, ordered_on: day } of world.orderLines)
    if (day >= from) units.set(item, (units.get(item) ?? 0) + Number(quantity))
  const familyOf = new Map(world.families.map(({ id, name }) => [id, name]))
  const sold = world.items.filter(({ id }) => units.has(id))
  const items = sold.map((item): DemoItem => {
    const family = familyOf.get(item.family_id) ?? ''
    const monthly = ((units.get(item.id) ?? 0) * 30.4) / days
    const madeHere = madeFamilies.has(family) || item.code === 'PRT-105'
    return { id: item.id, code: item.code, family, price: Number(item.list_price), monthly, made: madeHere }
  })
  const sites = new Map(world.sites.map(({ id, name }) => [name, id]))
  return {
    items,
    byCode: new Map(items.map((item) => [item.code, item])),
    siteId: (name) => sites.get(name)!,
    before,
    at: `${last}T04:00:00Z`,
    share: (...words) => digest(words).readUInt32BE(0) / 2 ** 32,
    id: (...words) => uuidOf(digest(words)),
  }
}

/** Money with four decimals. */
export function money(value: number): string {
  return value.toFixed(4)
}

/** What every record begins with: `about` are the fields that say what it is about. */
export function record(drawn: Drawn, kind: string, about: readonly (string | number | null)[]) {
  return { id: drawn.id(kind, ...about.map((each) => each ?? '')), identity: identityOf(about), recorded_at: drawn.at }
}

function digest(words: readonly (string | number)[]): Buffer {
  return createHash('md5')
    .update(`tarnbeck/${words.join('/')}`)
    .digest()
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-')
}
