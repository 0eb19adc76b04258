import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { LARGEST_AMOUNT } from '../fields.ts'
import { lineAmount } from './amount.ts'
import type { DealLine, DealLineFacts } from './contract.ts'
import { lineById } from './lines.sql.ts'

type Saved = { editId: string; line: DealLine | null }
type Given = { [Fact in keyof DealLineFacts]?: DealLineFacts[Fact] | undefined }

/** Adds a line to a deal that the caller sees. */
export async function addDealLine(
  work: Work,
  scope: Scope,
  { dealId, ...given }: Given & { dealId: string; itemId: string; quantity: string },
): Promise<Saved> {
  return transact(work, async (writing) => {
    const deal = await lockedDeal(writing.tx, scope, dealId)
    await refuseUnknownItem(writing.tx, given.itemId)
    const facts = priced({ ...nothingSaid, ...said(given), itemId: given.itemId, quantity: given.quantity }, deal)
    const editId = await beginEdit(writing, dealId)
    const line = await writeLine(writing, { deal, identity: newId(), editId, facts, from: null })
    await tell(writing, deal, { command: 'crm.add-deal-line', summary: `Added ${inShort(line)} to`, after: line })
    return { editId, line }
  })
}

/** Changes a line; refused when it changed since the caller saw it. */
export async function changeDealLine(
  work: Work,
  scope: Scope,
  { dealId, lineId, changedAt, changes }: { dealId: string; lineId: string; changedAt: string; changes: Given },
): Promise<Saved> {
  return transact(work, async (writing) => {
    const deal = await lockedDeal(writing.tx, scope, dealId)
    const before = await lineNow(writing.tx, { dealId, lineId })
    if (Date.parse(before.changedAt) !== Date.parse(changedAt)) throw changedMeanwhile(before)
    if (changes.itemId !== undefined) await refuseUnknownItem(writing.tx, changes.itemId)
    const facts = changedFacts(before, said(changes), deal)
    const editId = await beginEdit(writing, dealId)
    await endLine(writing, { lineId, by: editId })
    const line = await writeLine(writing, { deal, identity: lineId, editId, facts, from: before })
    await tell(writing, deal, {
      command: 'crm.change-deal-line',
      summary: `Changed ${inShort(before)} to ${inShort(line)} in`,
      before,
      after: line,
    })
    return { editId, line }
  })
}

/** Removes a line from now on. */
export async function removeDealLine(
  work: Work,
  scope: Scope,
  { dealId, lineId }: { dealId: string; lineId: string },
): Promise<Saved> {
  return transact(work, async (writing) => {
    const deal = await lockedDeal(writing.tx, scope, dealId)
    const before = await lineNow(writing.tx, { dealId, lineId })
    const editId = await beginEdit(writing, dealId)
    await endLine(writing, { lineId, by: editId })
    await tell(writing, deal, { command: 'crm.remove-deal-line', summary: `Removed ${inShort(before)} from`, before })
    return { editId, line: null }
  })
}

/** Takes back the caller's own edit of lines: what it wrote ends, what it ended stands again. */
export async function undoDealLines(
  work: Work,
  scope: Scope,
  { dealId, editId }: { dealId: string; editId: string },
): Promise<Saved> {
  return transact(work, async (writing) => {
    const { tx, now, actor } = writing
    const deal = await lockedDeal(tx, scope, dealId)
    const { rows } = await sql<{ isFree: boolean }>`
      select not exists (select from crm.deal_line mine join crm.deal_line other on other.identity = mine.identity
        where (mine.edit_id = edit.id or mine.ended_by = edit.id) and other.recorded_at >= mine.recorded_at
          and other.edit_id is distinct from edit.id and other.id <> mine.id
            and other.ended_by is distinct from coalesce(other.import_id, other.edit_id))
        and not exists (select from crm.deal_line mine where mine.edit_id = edit.id and mine.ended_at is not null)
        and not exists (select from crm.deal_line late where late.deal_id = edit.deal_id and late.recorded_at > edit.at
          and late.valid_at < edit.at) as "isFree"
      from crm.deal_line_edit edit
      where edit.id = ${editId} and edit.deal_id = ${dealId} and edit.actor_user_id = ${actor.id} and edit.undone_at is null`.execute(
      tx,
    )
    if (!rows[0]?.isFree) throw notUndoable(editId)
    await sql`update crm.deal_line set ended_at = ${now}, ended_by = ${editId} where edit_id = ${editId} and ended_at is null`.execute(
      tx,
    )
    const revived = await sql<{
      identity: string
    }>`update crm.deal_line set ended_at = null, ended_by = null, valid_until = null
      where ended_by = ${editId} and edit_id is distinct from ${editId} returning identity`.execute(tx)
    await sql`update crm.deal_line_edit set undone_at = ${now} where id = ${editId}`.execute(tx)
    await tell(writing, deal, { command: 'crm.undo-deal-lines', summary: 'Took back an edit of the products of' })
    const identity = revived.rows[0]?.identity
    return { editId, line: identity ? await lineById(tx, { dealId, id: identity }) : null }
  })
}

type Deal = { id: string; name: string; currency: string; minorDigits: number }

async function lockedDeal(tx: Tx, scope: Scope, id: string): Promise<Deal> {
  const { rows } = await sql<Deal>`select deal.id, deal.name, deal.currency, money.minor_digits as "minorDigits"
    from crm.deal deal join company.currency money on money.code = deal.currency
    where deal.id = ${id} and deal.ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))}
    for update of deal`.execute(tx)
  if (!rows[0]) throw notFound('deal', id)
  return rows[0]
}

async function lineNow(tx: Tx, { dealId, lineId }: { dealId: string; lineId: string }): Promise<DealLine> {
  const line = await lineById(tx, { dealId, id: lineId })
  if (!line) throw notFound('product of the deal', lineId)
  return line
}

async function refuseUnknownItem(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql`select id from company.item where id = ${id}`.execute(tx)
  if (rows.length > 0) return
  throw refusal(400, { code: 'unknown', message: `There is no item ${id}.`, wayOut: 'Choose one that exists.' })
}

const nothingSaid = { unitPrice: null, discount: null, amountMinor: null, shipsOn: null }

type Facts = Omit<DealLineFacts, 'amountMinor'> & { amountMinor: number }

/** The amount follows from the unit price; without one it is what was said. */
function priced(facts: DealLineFacts, { minorDigits }: Deal): Facts {
  const { unitPrice, amountMinor } = facts
  if (unitPrice === null && amountMinor === null) {
    throw refusal(400, {
      code: 'no-price',
      message: 'The line has neither a unit price nor an amount.',
      wayOut: 'Say one of the two; zero is an amount.',
    })
  }
  const worth = unitPrice === null ? amountMinor! : lineAmount({ ...facts, unitPrice }, minorDigits)
  if (worth > LARGEST_AMOUNT) {
    throw refusal(400, {
      code: 'too-large',
      message: `${facts.quantity} at ${unitPrice} is more than a line can hold.`,
      wayOut: 'Check the quantity, the decimal point of the price, and the currency of the deal.',
    })
  }
  return { ...facts, amountMinor: worth }
}

/** An amount that a CRM stated stays until what it follows from is changed. */
function changedFacts(before: DealLine, changes: Partial<DealLineFacts>, deal: Deal): Facts {
  const { itemId, quantity, unitPrice, discount, amountMinor, shipsOn } = before
  const facts = { itemId, quantity, unitPrice, discount, amountMinor, shipsOn, ...changes }
  const isPriced = ['quantity', 'unitPrice', 'discount', 'amountMinor'].some((name) => name in changes)
  return isPriced ? priced(facts, deal) : { ...facts, amountMinor: before.amountMinor }
}

function said(given: Given): Partial<DealLineFacts> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

async function beginEdit({ tx, now, actor }: Writing, dealId: string): Promise<string> {
  const id = newId()
  await sql`insert into crm.deal_line_edit (id, deal_id, actor_user_id, at) values (${id}, ${dealId}, ${actor.id}, ${now})`.execute(
    tx,
  )
  return id
}

async function endLine({ tx, now }: Writing, { lineId, by }: { lineId: string; by: string }): Promise<void> {
  await sql`update crm.deal_line set ended_at = greatest(${now}::timestamptz, recorded_at + interval '1 millisecond'), ended_by = ${by}
    where identity = ${lineId} and ended_at is null`.execute(tx)
}

async function writeLine(
  { tx, now }: Writing,
  written: { deal: Deal; identity: string; editId: string; facts: Facts; from: DealLine | null },
): Promise<DealLine> {
  const { deal, identity, editId, facts, from } = written
  const at = from
    ? sql`greatest(${now}::timestamptz, ${from.changedAt}::timestamptz + interval '1 millisecond')`
    : sql`${now}`
  await sql`insert into crm.deal_line (id, identity, deal_id, item_id, quantity, unit_price, discount, amount_minor, ships_on,
      external_id, source, valid_at, recorded_at, edit_id)
    values (${newId()}, ${identity}, ${deal.id}, ${facts.itemId}, ${facts.quantity}, ${facts.unitPrice}, ${facts.discount},
      ${facts.amountMinor}, ${facts.shipsOn}, ${from?.externalId ?? null}, ${from?.source ?? null}, ${at}, ${at}, ${editId})`.execute(
    tx,
  )
  return (await lineById(tx, { dealId: deal.id, id: identity }))!
}

async function tell(
  { audit, emit }: Writing,
  deal: Deal,
  told: { command: string; summary: string; before?: DealLine; after?: DealLine },
): Promise<void> {
  const { command, summary, ...states } = told
  await audit({ command, noun: 'deal', subjectId: deal.id, summary: `${summary} the deal ${deal.name}`, ...states })
  await emit('crm.deal.changed', { dealId: deal.id })
}

function inShort({ quantity, itemName }: DealLine): string {
  return `${quantity} × ${itemName}`
}

function changedMeanwhile(line: DealLine) {
  return refusal(409, {
    code: 'changed-meanwhile',
    message: `The line changed while you were editing; it is now ${inShort(line)}.`,
    wayOut: 'Look at the new values, then make your change again.',
  })
}

function notUndoable(editId: string) {
  return refusal(409, {
    code: 'not-undoable',
    message: `The edit ${editId} is not your own, was taken back already, or its lines were changed since.`,
    wayOut: 'Set the line back by a new edit; the history keeps both.',
  })
}
