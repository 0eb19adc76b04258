import { sql } from 'kysely'
import { addAction } from '#actions/add.tx.ts'
import { finishAction } from '#actions/change.tx.ts'
import { companyToday } from '#company/profile.sql.ts'
import { fullScope, type Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { noteFiring } from '../rules/firing.tx.ts'
import { rulesInForce, stagePlaces } from '../rules/in-force.sql.ts'
import { type AskedNow, approvalsNow } from './approvals.sql.ts'

type State = AskedNow['state']

/** Asks for a discount on a deal; an earlier request for it that still waits is withdrawn. */
export async function askApproval(
  work: Work,
  scope: Scope,
  { dealId, discount, reason }: { dealId: string; discount: number; reason: string },
): Promise<{ id: string; state: State }> {
  return transact(work, async (writing) => {
    const { tx, now, actor, audit, emit } = writing
    const { rows } = await sql<{ name: string; pipelineId: string; amountMinor: number | null; currency: string }>`
      select name, pipeline_id as "pipelineId", amount_minor as "amountMinor", currency from crm.deal where id = ${dealId}
        and ended_at is null and outcome = 'open' and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))} for update`.execute(
      tx,
    )
    const deal = rows[0]
    if (!deal) throw notFound('open deal', dealId)
    const stages = await stagePlaces(tx)
    const rule = (await rulesInForce(tx, ['approval'])).find(
      ({ terms }) => terms.stageId !== null && stages.get(terms.stageId)?.pipelineId === deal.pipelineId,
    )
    if (!rule)
      throw refusal(400, {
        code: 'no-desk',
        message: 'No approval rule is in force for the pipeline of this deal.',
        wayOut: 'Add one under Rules.',
      })
    await sql`update process.approval set withdrawn_at = ${now} where deal_id = ${dealId} and rule_id = ${rule.id} and withdrawn_at is null`.execute(
      tx,
    )
    const id = newId()
    await sql`insert into process.approval (id, rule_id, deal_id, discount, reason, asked_by, asked_at)
      values (${id}, ${rule.id}, ${dealId}, ${discount}, ${reason}, ${actor.id}, ${now})`.execute(tx)
    await noteFiring(tx, {
      ruleId: rule.id,
      dealId,
      at: now,
      actorId: actor.id,
      what: 'asked',
      detail: `${discount} %`,
      worth: deal,
    })
    await audit({
      command: 'process.ask-approval',
      noun: 'approval',
      subjectId: id,
      summary: `Asked for ${discount} % on ${deal.name}`,
      after: { discount, reason },
    })
    await emit('process.approval.changed', { dealId })
    return { id, state: await askNext(writing, id) }
  })
}

/** Approves or declines at the level that waits; refused to whom it does not wait for. */
export async function answerApproval(
  work: Work,
  scope: Scope,
  { id, answer, note }: { id: string; answer: 'approved' | 'declined'; note: string },
): Promise<{ id: string; state: State }> {
  return transact(work, async (writing) => {
    const { tx, now, actor, audit, emit } = writing
    await sql`select 1 from process.approval where id = ${id} for update`.execute(tx)
    const [asked] = await approvalsNow(tx, fullScope, { id, now: new Date(now) })
    const me = scope.personId
    if (!asked) throw notFound('approval', id)
    if (asked.level === null)
      throw refusal(409, {
        code: 'answered',
        message: `This discount is ${asked.state} already.`,
        wayOut: 'Ask again with another discount.',
      })
    if (me === null || !asked.mayAnswer.includes(me))
      throw refusal(403, {
        code: 'not-yours',
        message: 'This discount does not wait for you.',
        wayOut: 'The approver answers; the substitute may while the approver is away, or once the time is over.',
      })
    await sql`insert into process.approval_answer (approval_id, level, answer, person_id, note, answered_at)
      values (${id}, ${asked.level}, ${answer}, ${me}, ${note}, ${now})`.execute(tx)
    await finishOpen(writing, id)
    await noteFiring(tx, {
      ruleId: asked.ruleId,
      dealId: asked.dealId,
      personId: me,
      at: now,
      actorId: actor.id,
      what: answer,
      detail: `${asked.discount} %`,
      worth: asked,
    })
    await audit({
      command: 'process.answer-approval',
      noun: 'approval',
      subjectId: id,
      summary: `${answer === 'approved' ? 'Approved' : 'Declined'} ${asked.discount} % on ${asked.dealName}`,
      after: { answer, note },
    })
    await emit('process.approval.changed', { dealId: asked.dealId })
    return { id, state: await askNext(writing, id) }
  })
}

/** Hands requests whose approver is away or late on to the substitute, once each. */
export async function handOnLate(work: Work): Promise<void> {
  const waiting = await approvalsNow(work.workspace.db, fullScope, { now: work.workspace.clock() })
  for (const asked of waiting) {
    const [, substitute] = asked.mayAnswer
    if (substitute === undefined) continue
    await transact(work, async (writing) => {
      const enteredAt = asked.answers.at(-1)?.answeredAt ?? asked.askedAt
      const firing = {
        ruleId: asked.ruleId,
        dealId: asked.dealId,
        personId: substitute,
        at: writing.now,
        worth: asked,
        enteredAt,
      }
      if (!(await noteFiring(writing.tx, { ...firing, what: 'handed on', detail: `${asked.discount} %` }))) return
      await addApprovalAction(writing, asked, substitute)
    })
  }
}

/** Gives the one whose turn it is an action; says how the request stands. */
async function askNext(writing: Writing, id: string): Promise<State> {
  const [asked] = await approvalsNow(writing.tx, fullScope, { id, now: new Date(writing.now) })
  const [approver] = asked!.mayAnswer
  if (approver !== undefined) await addApprovalAction(writing, asked!, approver)
  return asked!.state
}

async function addApprovalAction(writing: Writing, asked: AskedNow, ownerId: string): Promise<void> {
  await addAction(writing, {
    title: `Answer the discount asked for on ${asked.dealName}`,
    ownerId,
    dueOn: await companyToday(writing.tx, new Date(writing.now)),
    about: { noun: 'deal', id: asked.dealId },
    cause: `process.approval ${asked.id} ${asked.level} ${ownerId}`,
  })
}

async function finishOpen(writing: Writing, id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from actions.action
    where starts_with(cause, ${`process.approval ${id} `}) and done_at is null and dropped_at is null`.execute(
    writing.tx,
  )
  for (const action of rows) await finishAction(writing, action.id)
}
