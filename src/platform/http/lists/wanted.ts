import type { Endpoint } from '../contract.ts'
import { refusal } from '../refusal.ts'
import { type Place, questionDigest, readCursor } from './cursor.ts'
import { type List, listOf, namesOf } from './list-of.ts'
import type { Order } from './order.ts'

/** What a reader wants of an answer beside what the endpoint itself understands. */
export type Wanted = {
  list: List | null
  fields: ReadonlySet<string> | null
  orders: readonly Order[] | null
  /** Given where pages are asked for: the place after which the page begins, or the beginning. */
  page: { place: Place | null; limit: number | null } | null
  question: string
}

/** What comes as lines: pages as large as the list gives them, to its end unless one page is asked for. */
export type WantedLines = Wanted & { list: List; isOnePage: boolean }

type Query = Readonly<Record<string, string>>

/** Reads `fields`, `sort`, `cursor` and `limit`, as far as the endpoint does not understand them by itself. */
export function wantedOf(endpoint: Endpoint, path: string, query: Query): Wanted | null {
  if (endpoint.method !== 'get' || endpoint.raw) return null
  if (!['fields', 'sort', 'cursor', 'limit'].some((name) => query[name] !== undefined)) return null
  return readFrom(endpoint, path, query)
}

/** The same of a list that is to come as lines; where there is none, or only its first rows, that is refused. */
export function wantedLines(endpoint: Endpoint, path: string, query: Query): WantedLines {
  const isOnePage = query.limit !== undefined || query.offset !== undefined
  const list = listAsLines(endpoint, isOnePage)
  const wanted = readFrom(endpoint, path, query)
  const page = wanted.page ?? (isOnePage ? null : { place: null, limit: null })
  const limit = page && (page.limit ?? (isOnePage ? null : longestPage(list)))
  return { ...wanted, list, isOnePage, page: page && { ...page, limit } }
}

function readFrom(endpoint: Endpoint, path: string, query: Query): Wanted {
  const list = listOf(endpoint)
  const question = questionDigest(path, query)
  // Where there is no single list, `sort` is the endpoint's own, or passed over like any word that it does not know.
  const orders = query.sort === undefined || !list || list.sorts ? null : ordersIn(query.sort, list)
  return {
    list,
    question,
    fields: query.fields === undefined ? null : fieldsIn(query.fields, list?.columns ?? namesOf(endpoint)),
    orders,
    page: pageIn({ query, list, question, isSorted: orders !== null }),
  }
}

function fieldsIn(text: string, names: readonly string[]): Set<string> {
  const fields = text.split(',').filter((name) => name !== '')
  const unknown = fields.find((name) => !names.includes(name))
  if (unknown === undefined && fields.length > 0) return new Set(fields)
  throw refusal(400, {
    code: 'unknown-field',
    message: unknown === undefined ? 'No field is named in fields.' : `There is no field ${unknown} here.`,
    wayOut: `Name some of ${names.join(', ')}.`,
  })
}

function ordersIn(text: string, list: List): Order[] {
  return text.split(',').map((part) => {
    const [, column = '', way] = /^([^:]*)(?::(asc|desc))?$/.exec(part) ?? []
    if (!list.columns.includes(column)) {
      throw refusal(400, {
        code: 'unknown-field',
        message: `These rows cannot be sorted by ${part}.`,
        wayOut: `Sort by ${list.columns.join(', ')}; with :desc the other way round.`,
      })
    }
    return { column, isDescending: way === 'desc' }
  })
}

function pageIn(given: { query: Query; list: List | null; question: string; isSorted: boolean }): Wanted['page'] {
  const { query, list, question, isSorted } = given
  const isOurs = query.cursor !== undefined || isSorted || (query.limit !== undefined && list?.paging.by === 'whole')
  if (!isOurs) return null
  if (!list) throw noList()
  if (list.paging.by === 'first rows' && query.cursor !== undefined) throw firstRowsOnly()
  const place = query.cursor ? placeIn(query.cursor, question) : null
  return { place, limit: query.limit === undefined ? null : limitIn(query.limit, list) }
}

function placeIn(text: string, question: string): Place {
  const place = readCursor(text)
  if (place?.question === question) return place
  throw refusal(400, {
    code: 'bad-cursor',
    message: place
      ? 'This cursor belongs to another question.'
      : `The cursor ${text.slice(0, 60)} is none of this API.`,
    wayOut: 'Send cursor= for the first page, and then the nextCursor of each reply with the same filters and sort.',
  })
}

function limitIn(text: string, { paging }: List): number {
  const most = 'most' in paging ? paging.most : 10_000
  const limit = Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit
  throw refusal(400, {
    code: 'invalid',
    message: `The limit ${text} is no whole number from 1 to ${most}.`,
    wayOut: 'Leave it out for pages of the usual size.',
  })
}

function longestPage({ paging }: List): number {
  return 'most' in paging ? paging.most : 100_000
}

function listAsLines(endpoint: Endpoint, isOnePage: boolean): List {
  const list = listOf(endpoint)
  if (list && (list.paging.by !== 'first rows' || isOnePage)) return list
  throw refusal(406, {
    code: list ? 'first-rows-only' : 'no-list',
    message: list
      ? `${endpoint.path} gives its first rows only: as lines they would pass for all.`
      : `${endpoint.path} answers with no single list, so that it cannot come as lines.`,
    wayOut: list ? 'Say how many of them by limit.' : 'Ask for application/json.',
  })
}

function noList() {
  return refusal(400, {
    code: 'no-list',
    message: 'This endpoint answers with no single list, so that a cursor means nothing here.',
    wayOut: 'Leave it out.',
  })
}

function firstRowsOnly() {
  return refusal(400, {
    code: 'first-rows-only',
    message: 'This endpoint gives its first rows only, so that no cursor goes further.',
    wayOut: 'Ask for more of them by limit.',
  })
}
