import type { z } from 'zod'
import { companyProfile, companyToday } from '#company/profile.sql.ts'
import type { Asks, DigestView, Told, Writing } from '#platform/digest-view.ts'
import type { Endpoint } from '#platform/http/contract.ts'
import { Refusal } from '#platform/http/refusal.ts'
import { writtenIn } from '#platform/numbers/written.ts'
import { formatDay, formatMoney, formatPercent, formatShortMoney, formatWholeMoney } from '#platform/ui/format.ts'
import type { Workspace } from '#platform/workspace.ts'
import { requestFor } from '../mcp/call.ts'
import type { Part } from './schema.ts'

/** A part as it is told to one receiver. */
export type ToldPart = Part & Told & { path: string; problem: string | null }

/** Somebody who reads: what they may do, and how they ask. */
export type Reader = { permissions: ReadonlySet<string>; ask: (path: string) => Promise<Response> }

/** The views of this product, in menu order. */
export function digestViewsOf({ domains }: Workspace): DigestView[] {
  return domains.flatMap(({ digestViews }) => digestViews)
}

/** Whether somebody of these permissions may have a view. */
export function mayHave({ permission }: DigestView, permissions: ReadonlySet<string>): boolean {
  return permission === 'signed-in' || permissions.has(permission)
}

/** Reads the parts of a digest as somebody sees them now; one that cannot be read says why, and holds up no other. */
export async function tellParts(workspace: Workspace, reader: Reader, parts: readonly Part[]): Promise<ToldPart[]> {
  const views = new Map(digestViewsOf(workspace).map((view) => [view.key, view]))
  const write = await writingFor(workspace)
  const told: ToldPart[] = []
  for (const part of parts) told.push(await tellPart(part, { view: views.get(part.view), reader, write }))
  return told
}

async function tellPart(
  part: Part,
  { view, reader, write }: { view: DigestView | undefined; reader: Reader; write: Writing },
): Promise<ToldPart> {
  const nothing = { ...part, says: '', columns: [], rows: [], count: 0, path: '/' }
  if (!view) return { ...nothing, problem: `There is no view ${part.view} any more.` }
  const path = addressOf(view, part)
  if (!mayHave(view, reader.permissions)) return { ...nothing, path, problem: 'Your role does not include this view.' }
  try {
    return { ...part, path, ...(await view.tell({ ask: asksOf(reader), search: part.search, write })), problem: null }
  } catch (error) {
    if (error instanceof Refusal) return { ...nothing, path, problem: error.message }
    throw error
  }
}

type AskedWith = NonNullable<Parameters<Asks>[1]>

/** Where a view stands, narrowed as it is told. */
function addressOf({ at }: DigestView, { search }: Part): string {
  const query = new URLSearchParams({ ...search, ...(at.tab && !at.isFirstTab && { tab: at.tab }) }).toString()
  return query ? `${at.path}?${query}` : at.path
}

function asksOf({ ask }: Reader): Asks {
  return async <E extends Endpoint>(endpoint: E, { params = {}, query = {} }: AskedWith = {}) => {
    const response = await ask(requestFor(endpoint, { ...params, ...query }).path)
    const reply = (await response.json()) as { message?: string; code?: string }
    if (response.ok) return reply as z.output<E['reply']>
    throw new Refusal(400, { code: reply.code ?? 'not-read', message: reply.message ?? 'It could not be read.' })
  }
}

async function writingFor({ db, clock }: Workspace): Promise<Writing> {
  const { locale, currency } = await companyProfile(db)
  const { number } = writtenIn(locale)
  return {
    today: await companyToday(db, clock()),
    currency,
    money: (minor, of = currency) => (minor === null ? '' : formatMoney(minor, { currency: of, locale })),
    short: (minor) => formatShortMoney(minor, { currency, locale }),
    whole: (amount) => formatWholeMoney(amount, { currency, locale }),
    number,
    percent: (share, digits) =>
      share === null ? '' : formatPercent(share, { locale, ...(digits !== undefined && { digits }) }),
    day: (day) => (day === null ? '' : formatDay(day, { locale })),
    counted: (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`,
  }
}
