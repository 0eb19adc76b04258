import { z } from 'zod'
import { Day, endpoint, Id, MinorUnits } from '#platform/http/contract.ts'
import { Flow, Overlap, Renewal, Tool, ToolStatus } from './schema.ts'

const read = { method: 'get', permission: 'integrations:read' } as const
const run = { permission: 'integrations:run' } as const
const one = z.object({ id: Id })
const Text = z.string().trim().max(500).nullable()

const ToolBody = z.object({
  name: z.string().trim().min(1, 'A tool has a name.').max(200),
  purpose: Text.optional(),
  ownerId: Id.nullable().optional(),
  vendor: Text.optional(),
  costPerYearMinor: MinorUnits.min(0).nullable().optional(),
  /** The company's own where it is left out. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .optional(),
  seats: z.number().int().min(0).max(10_000_000).nullable().optional(),
  renewsOn: Day.nullable().optional(),
  noticeDays: z.number().int().min(0).max(1000).nullable().optional(),
  status: ToolStatus.optional(),
  data: Text.optional(),
  /** Names of tools that do the same. */
  overlaps: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
})

/** The endpoints of the sales stack. */
export const toolsContract = {
  tools: endpoint({
    ...read,
    path: '/api/integrations/tools',
    summary:
      'The tools of the sales organisation with cost per year, seats, renewal, active users of 30 and 90 days, cost per active user and unused seats; the total cost per currency, and how many tools have no cost.',
    query: z.object({
      q: z.string().max(200).optional(),
      status: ToolStatus.optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(500),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    reply: z.object({
      tools: z.array(Tool),
      total: z.number().int(),
      /** Of all tools that match and are not retired. */
      costPerYear: z.array(z.object({ currency: z.string(), minor: MinorUnits, tools: z.number().int() })),
      withoutCost: z.number().int(),
    }),
  }),
  toolFile: endpoint({
    ...read,
    path: '/api/integrations/tools/file',
    summary: 'The tools as CSV or XLSX, with the columns that an import of tools takes.',
    query: z.object({ format: z.enum(['csv', 'xlsx']).default('csv') }),
    raw: true,
  }),
  tool: endpoint({
    ...read,
    path: '/api/integrations/tools/{id}',
    summary:
      'One tool and who would miss it: the people active within 90 days with their days of use, how many others whose person is not known, and the active users of each of the last 12 months.',
    params: one,
    reply: z.object({
      tool: Tool,
      people: z.array(z.object({ id: Id, name: z.string(), days: z.number().int(), lastOn: Day })),
      others: z.number().int(),
      months: z.array(z.object({ month: Day, users: z.number().int() })),
    }),
  }),
  addTool: endpoint({
    ...run,
    method: 'post',
    path: '/api/integrations/tools',
    summary: 'Add a tool.',
    body: ToolBody,
    reply: one,
  }),
  changeTool: endpoint({
    ...run,
    method: 'patch',
    path: '/api/integrations/tools/{id}',
    summary: 'Change a tool; what is left out stays. A new name goes along to its sign-ins and flows.',
    params: one,
    body: ToolBody.partial(),
    reply: one,
  }),
  endTool: endpoint({
    ...run,
    method: 'delete',
    path: '/api/integrations/tools/{id}',
    summary: 'Take a tool out of the inventory.',
    params: one,
    reply: one,
  }),
  renewals: endpoint({
    ...read,
    path: '/api/integrations/renewals',
    summary: 'When contracts renew, by the last day on which notice can be given, soonest first.',
    query: z.object({ until: Day.optional() }),
    reply: z.object({ today: Day, renewals: z.array(Renewal) }),
  }),
  overlaps: endpoint({
    ...read,
    path: '/api/integrations/overlaps',
    summary: 'Pairs of tools that do the same, with the lower of their costs and the people who use both.',
    reply: z.object({ overlaps: z.array(Overlap) }),
  }),
  flows: endpoint({
    ...read,
    path: '/api/integrations/flows',
    summary: 'What data goes from which tool to which.',
    reply: z.object({ flows: z.array(Flow) }),
  }),
  addFlow: endpoint({
    ...run,
    method: 'post',
    path: '/api/integrations/flows',
    summary: 'Add a flow of data.',
    body: z.object({
      from: z.string().trim().min(1).max(200),
      to: z.string().trim().min(1).max(200),
      data: z.string().trim().max(500).default(''),
    }),
    reply: one,
  }),
  endFlow: endpoint({
    ...run,
    method: 'delete',
    path: '/api/integrations/flows/{id}',
    summary: 'Take a flow of data out.',
    params: one,
    reply: one,
  }),
}
