import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { movePoint } from '#platform/numbers/decimal.ts'
import { fileResponse } from '#platform/out/files.ts'
import type { Workspace } from '#platform/workspace.ts'
import { addFlow, addTool, changeTool, endFlow, endTool } from './change.tx.ts'
import { toolsContract } from './contract.ts'
import { minorDigits } from './currencies.sql.ts'
import { costPerYear, isAskedFor } from './list.ts'
import { overlapsOf } from './overlaps.ts'
import { renewalsOf } from './renewals.ts'
import { flows, sharedUsers, toolById, tools, usersOf } from './tools.sql.ts'

/** The sales stack: what is paid for, who uses it, when it renews, what does the same, where data goes. */
export function toolRoutes(mount: Mount): void {
  mount(toolsContract.tools, async ({ workspace, query }) => {
    const all = (await tools(workspace.db, await today(workspace))).filter((tool) => isAskedFor(tool, query))
    const { offset, limit } = query
    return { tools: all.slice(offset, offset + limit), total: all.length, ...costPerYear(all) }
  })
  toolFile(mount)
  mount(toolsContract.tool, async ({ workspace, params }) => {
    const on = await today(workspace)
    const tool = await toolById(workspace.db, { id: params.id, today: on })
    return { tool, ...(await usersOf(workspace.db, { name: tool.name, today: on })) }
  })
  mount(toolsContract.addTool, async ({ workspace, work, body }) => ({
    id: await addTool(work, body, (await readCompany(workspace.db)).currency),
  }))
  mount(toolsContract.changeTool, async ({ workspace, work, params, body }) => {
    await changeTool(work, params.id, body, (await readCompany(workspace.db)).currency)
    return params
  })
  mount(toolsContract.endTool, async ({ work, params }) => {
    await endTool(work, params.id)
    return params
  })
  viewsOfTools(mount)
}

function viewsOfTools(mount: Mount): void {
  mount(toolsContract.renewals, async ({ workspace, query }) => {
    const on = await today(workspace)
    const found = renewalsOf(await tools(workspace.db, on), on)
    return { today: on, renewals: found.filter(({ renewsOn }) => !query.until || renewsOn <= query.until) }
  })
  mount(toolsContract.overlaps, async ({ workspace }) => {
    const on = await today(workspace)
    const [all, shared] = await Promise.all([tools(workspace.db, on), sharedUsers(workspace.db, on)])
    return {
      overlaps: overlapsOf(all, (a, b) =>
        a.activeUsers90 === null || b.activeUsers90 === null
          ? null
          : (shared.get(`${a.name.toLowerCase()}\n${b.name.toLowerCase()}`) ?? 0),
      ),
    }
  })
  mount(toolsContract.flows, async ({ workspace }) => ({ flows: await flows(workspace.db) }))
  mount(toolsContract.addFlow, async ({ work, body }) => ({ id: await addFlow(work, body) }))
  mount(toolsContract.endFlow, async ({ work, params }) => {
    await endFlow(work, params.id)
    return params
  })
}

function toolFile(mount: Mount): void {
  mount(toolsContract.toolFile, async ({ workspace, query }) => {
    const [all, digits] = await Promise.all([tools(workspace.db, await today(workspace)), minorDigits(workspace.db)])
    const texts = ['Tool', 'Purpose', 'Owner', 'Vendor'].map((header) => ({ header, kind: 'text' as const }))
    return fileResponse(
      {
        name: 'Tools',
        columns: [
          ...texts,
          { header: 'Cost per year', kind: 'number' },
          { header: 'Currency', kind: 'text' },
          { header: 'Seats', kind: 'number' },
          { header: 'Renews on', kind: 'day' },
          { header: 'Notice days', kind: 'number' },
          { header: 'Status', kind: 'text' },
          { header: 'Data it holds', kind: 'text' },
          { header: 'Overlaps with', kind: 'text' },
          { header: 'Active users of 90 days', kind: 'number' },
        ],
        rows: all.map((tool) => [
          tool.name,
          tool.purpose,
          tool.owner?.name ?? null,
          tool.vendor,
          tool.costPerYearMinor === null
            ? null
            : movePoint(String(tool.costPerYearMinor), -(digits.get(tool.currency ?? '') ?? 2)),
          tool.currency,
          tool.seats,
          tool.renewsOn,
          tool.noticeDays,
          tool.status,
          tool.data,
          tool.overlaps.join('; '),
          tool.activeUsers90,
        ]),
        about: [],
      },
      query.format,
    )
  })
}

async function today({ db, clock }: Workspace): Promise<string> {
  return companyToday(db, clock())
}
