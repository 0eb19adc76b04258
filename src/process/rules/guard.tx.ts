import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { DealsLoad, DealWrite } from '#crm/deal-write.ts'
import { fullScope } from '#platform/auth/scope.ts'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import type { Writing } from '#platform/transaction.ts'
import { approvalsNow } from '../approvals/approvals.sql.ts'
import { type Broken, broken, lostReason, type RuledWrite } from './broken.ts'
import { noteFiring } from './firing.tx.ts'
import { activitiesInStage, openPlaybookActions, rulesInForce, stagePlaces } from './in-force.sql.ts'
import type { Rule } from './terms.ts'

type By = Pick<Writing, 'now' | 'actor'>
const guarding = ['required fields', 'exit criteria', 'lost reason', 'approval'] as const

/** Refuses a write of a deal that breaks a rule, naming the rule, the field and the way out. Counts what it refused and let pass later. */
export async function checkDeal(tx: Tx, about: DealWrite, by: By): Promise<void> {
  const rules = await rulesInForce(tx, guarding)
  if (rules.length === 0) return
  const write = await writeOf(tx, about, by)
  for (const rule of rules) {
    const found = broken(rule, write)
    if (found) throw refusalOf(found, about, by)
  }
  await keepLoss(tx, rules, about, by)
  await notePassed(tx, about, by)
}

/** Keeps rows of a file of deals in quarantine that break a rule; deals that closed before the rule began are let in as they are. */
export async function checkLoad(tx: Tx, load: DealsLoad, by: By): Promise<void> {
  const rules = await rulesInForce(tx, guarding)
  if (rules.length === 0) return
  const [stages, today] = [await stagePlaces(tx), await companyToday(tx, new Date(by.now))]
  const reasons = await lostReasonsOfFile(tx)
  const loaded = await load.rows()
  const withItem = await itemReader(
    tx,
    loaded.map(({ dealId }) => dealId),
  )
  for (const row of loaded) {
    const reason = reasons.get(row.row) ?? null
    const told = { reason, today, stages, activities: {}, openActions: [], approvals: new Map() }
    const write: RuledWrite = {
      ...told,
      before: withItem(row.dealId, row.before),
      after: withItem(row.dealId, row.after),
    }
    if (row.before && row.before.stageId !== row.after.stageId) {
      write.activities = await activitiesInStage(tx, row.dealId)
      write.approvals = await approvalsOf(tx, row.dealId, by)
      write.openActions = await openPlaybookActions(tx, { dealId: row.dealId, stageId: row.before.stageId })
    }
    const inForce = rules.filter(({ since }) => row.after.closedOn === null || row.after.closedOn >= since.slice(0, 10))
    const found = inForce.map((rule) => broken(rule, write)).find((each) => each !== null)
    if (!found) continue
    load.refuse({
      row: row.row,
      field: fileFields[found.field] ?? 'key',
      kind: `rule: ${found.rule.name}`,
      reason: `${found.says} ${found.wayOut}`,
    })
    if (!load.dryRun)
      await noteFiring(tx, {
        ruleId: found.rule.id,
        dealId: row.before ? row.dealId : null,
        at: by.now,
        importId: load.importId,
        actorId: by.actor.id,
        what: 'refused',
        detail: found.says,
        worth: row.after,
      })
  }
}

const fileFields: Record<string, string> = {
  account: 'account',
  item: 'item',
  owner: 'owner',
  amount: 'amount',
  expectedClose: 'expected_close',
  reason: 'lost_reason',
}

/** The reasons for losing that the rows of the file name. */
async function lostReasonsOfFile(tx: Tx): Promise<Map<number, string>> {
  const { rows } = await sql<{ row: number; reason: string }>`
    select row_number as row, lost_reason as reason from staged where lost_reason is not null and not is_out`.execute(
    tx,
  )
  return new Map(rows.map(({ row, reason }) => [row, reason]))
}

async function writeOf(tx: Tx, about: DealWrite, by: By): Promise<RuledWrite> {
  const { before, after } = about
  const leaves = before !== null && before.stageId !== after.stageId
  const withItem = await itemReader(tx, before === null ? [] : [about.dealId])
  return {
    before: withItem(about.dealId, before),
    after: withItem(about.dealId, after),
    reason: about.reason,
    today: await companyToday(tx, new Date(by.now)),
    stages: await stagePlaces(tx),
    activities: leaves ? await activitiesInStage(tx, about.dealId) : {},
    openActions: leaves ? await openPlaybookActions(tx, { dealId: about.dealId, stageId: before.stageId }) : [],
    approvals: leaves ? await approvalsOf(tx, about.dealId, by) : new Map(),
  }
}

/** Gives deals that name no item of their own one of their products: these say what such a deal is of. */
async function itemReader(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; itemId: string }>`
    select distinct on (deal_id) deal_id as id, item_id as "itemId" from crm.deal_line
    where ended_at is null and deal_id = any(${[...ids]}::uuid[]) order by deal_id, id`.execute(tx)
  const listed = new Map(rows.map(({ id, itemId }) => [id, itemId]))
  return <Deal extends { itemId: string | null } | null>(id: string, deal: Deal): Deal =>
    deal && { ...deal, itemId: deal.itemId ?? listed.get(id) ?? null }
}

/** The newest request of each rule is the one that counts. */
async function approvalsOf(tx: Tx, dealId: string, { now }: By): Promise<RuledWrite['approvals']> {
  const asked = await approvalsNow(tx, fullScope, { dealId, now: new Date(now) })
  return new Map(asked.reverse().map(({ ruleId, state }) => [ruleId, state]))
}

function refusalOf({ rule, field, says, wayOut }: Broken, about: DealWrite, by: By) {
  const problem = {
    code: 'rule',
    message: `The rule "${rule.name}" holds this back: ${says}`,
    wayOut,
    problems: [{ path: field, message: says }],
  }
  return refusal(422, problem, async ({ tx }) => {
    await noteFiring(tx, {
      ruleId: rule.id,
      dealId: about.before ? about.dealId : null,
      at: by.now,
      actorId: by.actor.id,
      what: 'refused',
      detail: says,
      worth: about.after,
    })
  })
}

/** The reason with which a deal was lost; a deal that is open again has none. */
async function keepLoss(
  tx: Tx,
  rules: readonly Rule[],
  { dealId, before, after, reason }: DealWrite,
  { now }: By,
): Promise<void> {
  if (before?.stageId === after.stageId) return
  const terms = rules.flatMap((rule) => (rule.terms.kind === 'lost reason' ? [rule.terms] : []))
  if (terms.length === 0) return
  const found = terms.find(({ stageId }) => stageId === after.stageId)
  const said = found && lostReason(found, reason)
  await sql`delete from process.loss where deal_id = ${dealId}`.execute(tx)
  if (said)
    await sql`insert into process.loss (deal_id, reason, note, said_at) values (${dealId}, ${said.reason}, ${said.note}, ${now})`.execute(
      tx,
    )
}

/** A write that moves a deal which a rule had held back: the rule's refusals of it are over. */
async function notePassed(tx: Tx, { dealId, before, after }: DealWrite, { now, actor }: By): Promise<void> {
  if (before === null || before.stageId === after.stageId) return
  const { rows } = await sql<{ ruleId: string }>`
    select rule_id as "ruleId" from process.firing where deal_id = ${dealId} and what in ('refused', 'passed')
    group by 1 having max(at) filter (where what = 'refused') > coalesce(max(at) filter (where what = 'passed'), '-infinity')`.execute(
    tx,
  )
  for (const { ruleId } of rows)
    await noteFiring(tx, { ruleId, dealId, at: now, actorId: actor.id, what: 'passed', worth: after })
}
