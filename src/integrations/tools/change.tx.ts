import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import type { toolsContract } from './contract.ts'

type Given = z.output<(typeof toolsContract)['changeTool']['body']>
type Kept = Omit<Required<Given>, 'overlaps'> & { overlaps: string | null }

const empty: Omit<Kept, 'name'> = {
  purpose: null,
  ownerId: null,
  vendor: null,
  costPerYearMinor: null,
  currency: null,
  seats: null,
  renewsOn: null,
  noticeDays: null,
  status: 'in use',
  data: null,
  overlaps: null,
}

/** Adds a tool; `currency` is the company's, for a cost that says none. */
export async function addTool(work: Work, given: Given & { name: string }, currency: string): Promise<string> {
  return transact(work, async (writing) => {
    const toolId = newId()
    await keep(writing, { toolId, tool: merged({ ...empty, name: given.name }, given, currency) })
    await noted(writing, { id: toolId, command: 'integrations.add-tool', summary: `Added the tool ${given.name}` })
    return toolId
  })
}

/** Changes a tool: what stood ends, what is said now begins. */
export async function changeTool(work: Work, id: string, given: Given, currency: string): Promise<void> {
  await transact(work, async (writing) => {
    const { tx } = writing
    const before = await endVersion(writing, id)
    const tool = merged(before, given, currency)
    if (tool.name !== before.name) await renameUse(tx, before.name, tool.name)
    await keep(writing, { toolId: id, tool })
    await noted(writing, { id, command: 'integrations.change-tool', summary: `Changed the tool ${tool.name}` })
  })
}

/** Takes a tool out of the inventory. */
export async function endTool(work: Work, id: string): Promise<void> {
  await transact(work, async (writing) => {
    const { name } = await endVersion(writing, id)
    await noted(writing, { id, command: 'integrations.end-tool', summary: `Took the tool ${name} out` })
  })
}

/** Adds a flow of data between two tools. */
export async function addFlow(work: Work, { from, to, data }: { from: string; to: string; data: string }) {
  if (from.toLowerCase() === to.toLowerCase()) {
    throw refusal(400, { code: 'flows-to-itself', message: `Data does not flow from ${from} to itself.` })
  }
  return transact(work, async (writing) => {
    const id = newId()
    const { rows } = await sql`insert into integrations.flow (id, from_tool, to_tool, data, recorded_at)
      values (${id}, ${from}, ${to}, ${data}, ${writing.now})
      on conflict (lower(from_tool), lower(to_tool), lower(data)) where ended_at is null do nothing returning id`.execute(
      writing.tx,
    )
    if (rows.length === 0) {
      throw refusal(409, { code: 'flow-there', message: `This flow from ${from} to ${to} is there already.` })
    }
    await noted(writing, { id, command: 'integrations.add-flow', summary: `Added a flow from ${from} to ${to}` })
    return id
  })
}

/** Takes a flow of data out. */
export async function endFlow(work: Work, id: string): Promise<void> {
  await transact(work, async (writing) => {
    const { rows } = await sql`update integrations.flow set ended_at = ${writing.now}
      where id = ${id} and ended_at is null returning id`.execute(writing.tx)
    if (rows.length === 0) throw notFound('flow', id)
    await noted(writing, { id, command: 'integrations.end-flow', summary: 'Took a flow of data out' })
  })
}

function merged(before: Kept, given: Given, companyCurrency: string): Kept {
  const { overlaps, ...said } = given
  const set = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  const tool: Kept = { ...before, ...set, ...(overlaps && { overlaps: overlaps.join('; ') || null }) }
  return { ...tool, currency: tool.costPerYearMinor === null ? null : (tool.currency ?? companyCurrency) }
}

async function endVersion({ tx, now }: Writing, id: string): Promise<Kept> {
  const { rows } =
    await sql<Kept>`update integrations.tool set ended_at = ${now} where tool_id = ${id} and ended_at is null
    returning name, purpose, owner_id as "ownerId", vendor, cost_minor as "costPerYearMinor", currency, seats,
      renews_on as "renewsOn", notice_days as "noticeDays", status, data, same_as as "overlaps"`.execute(tx)
  if (!rows[0]) throw notFound('tool', id)
  return rows[0]
}

async function keep({ tx, now }: Writing, { toolId, tool }: { toolId: string; tool: Kept }): Promise<void> {
  const { currency } = tool
  if (currency !== null) await refuseUnknownCurrency(tx, currency)
  await sql`insert into integrations.tool (id, tool_id, name, purpose, owner_id, vendor, cost_minor, currency, seats,
      renews_on, notice_days, status, data, same_as, recorded_at)
    values (${newId()}, ${toolId}, ${tool.name}, ${tool.purpose}, ${tool.ownerId}, ${tool.vendor}, ${tool.costPerYearMinor},
      ${currency}, ${tool.seats}, ${tool.renewsOn}, ${tool.noticeDays}, ${tool.status}, ${tool.data}, ${tool.overlaps}, ${now})`
    .execute(tx)
    .catch((error) => refuseKnown(error, tool))
}

async function refuseUnknownCurrency(tx: Tx, code: string): Promise<void> {
  const { rows } = await sql`select from company.currency where code = ${code}`.execute(tx)
  if (rows.length > 0) return
  throw refusal(400, {
    code: 'unknown-currency',
    message: `"${code}" is no currency of this company.`,
    wayOut: 'Add it under Company, or use one that is there.',
  })
}

function refuseKnown(error: unknown, { name, ownerId }: Kept): never {
  const { code } = error as { code?: string }
  if (code === '23503') throw notFound('person', ownerId ?? '')
  if (code !== '23505') throw error
  throw refusal(409, {
    code: 'name-taken',
    message: `There is a tool named "${name}" already.`,
    wayOut: 'Change the one that is there, or choose another name.',
  })
}

async function renameUse(tx: Tx, from: string, to: string): Promise<void> {
  await sql`update integrations.sign_in set tool = ${to} where lower(tool) = lower(${from}) and ended_at is null`.execute(
    tx,
  )
  await sql`update integrations.flow set from_tool = ${to} where lower(from_tool) = lower(${from}) and ended_at is null`.execute(
    tx,
  )
  await sql`update integrations.flow set to_tool = ${to} where lower(to_tool) = lower(${from}) and ended_at is null`.execute(
    tx,
  )
}

async function noted(
  { audit, emit }: Writing,
  { id, command, summary }: { id: string; command: string; summary: string },
): Promise<void> {
  await audit({ command, noun: 'tool', subjectId: id, summary })
  await emit('integrations.tools.changed', { toolId: id })
}
