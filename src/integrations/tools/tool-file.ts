import { day, money, reference, text, whole } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { currencyOf, minor, needs, type RowRule, stop } from '#platform/importing/rule.ts'
import { toolStates } from './schema.ts'

const shared = { permission: 'integrations:run', event: 'integrations.tools.changed' } as const

/** How a file lists the tools of the sales organisation. */
export const toolFile: Omit<FileKind, 'loads'> = {
  ...shared,
  name: 'tools',
  turn: 80,
  fields: [
    text('name', 'Tool', 3, 'tool toolname application app software'),
    text('purpose', 'Purpose', 2, 'purpose category usecase function toolcategory'),
    reference('owner', 'Owner', 'person', 1, 'owner toolowner responsible'),
    text('vendor', 'Vendor', 2, 'vendor supplier provider'),
    money('cost', 'Cost per year', 3, 'costperyear annualcost yearlycost annualspend'),
    text('currency', 'Currency', 0, 'currency currencycode currencyisocode', { forAllRows: true }),
    whole('seats', 'Seats', 3, 'seats licences licenses seatsbought'),
    day('renews_on', 'Renews on', 4, 'renewson renewal renewaldate renewalday contractend'),
    whole('notice_days', 'Notice days', 4, 'noticedays notice noticeperiod noticeperioddays'),
    text('status', 'Status', 0, 'status state'),
    text('data', 'Data it holds', 1, 'data dataitholds dataheld holds'),
    text('same_as', 'Overlaps with', 2, 'overlaps overlapswith overlap sameas'),
  ],
  required: [['name'], ['renews_on', 'seats', 'notice_days', 'cost', 'vendor', 'purpose']],
  fileWords: /tools?\b|stack|software/i,
  rule: toolRule(),
  door: { label: 'See the tools', to: '/integrations?tab=tools', permission: 'integrations:read' },
}

/** How an export of sign-ins tells who used a tool on which day. */
export const signInFile: Omit<FileKind, 'loads'> = {
  ...shared,
  name: 'tool sign-ins',
  turn: 81,
  fields: [
    text('tool', 'Tool', 3, 'tool toolname application app software', { forAllRows: true }),
    text('who', 'Person or e-mail', 1, 'person email user username login who useremail'),
    day('day', 'Day', 1, 'day signinday signedinon lastlogin lastsignin signin date logindate'),
  ],
  required: [['tool'], ['who'], ['day']],
  fileWords: /sign-?in|login|usage|adoption/i,
  rule: needs('tool', 'who', 'day'),
  door: { label: 'See the tools', to: '/integrations?tab=tools', permission: 'integrations:read' },
}

/** How a file draws what data goes where. */
export const flowFile: Omit<FileKind, 'loads'> = {
  ...shared,
  name: 'tool data flows',
  turn: 82,
  fields: [
    text('from_tool', 'From tool', 4, 'fromtool sourcetool fromsystem sourcesystem'),
    text('to_tool', 'To tool', 4, 'totool targettool tosystem targetsystem'),
    text('data', 'Data', 1, 'data what dataset'),
  ],
  required: [['from_tool'], ['to_tool']],
  fileWords: /flows?\b|integrations?/i,
  rule: flowRule(),
  door: { label: 'See the flows', to: '/integrations?tab=flows', permission: 'integrations:read' },
}

function toolRule(): RowRule {
  const filled = needs('name')
  return (row, input) => {
    filled(row, input)
    const { cells } = row
    if (cells.cost) {
      minor(row, 'cost', currencyOf(row, input), input)
      if (cells.cost.startsWith('-')) stop(row, 'cost', 'negative cost', 'a tool cannot cost less than nothing')
    }
    for (const field of ['seats', 'notice_days'])
      if (cells[field]?.startsWith('-')) stop(row, field, 'negative number', `${cells[field]} is less than nothing`)
    if (cells.notice_days && Number(cells.notice_days) > 1000)
      stop(row, 'notice_days', 'too many notice days', `${cells.notice_days} days are more than 1,000`)
    if (cells.status && !toolStates.some((state) => state === cells.status!.toLowerCase()))
      stop(row, 'status', 'unknown status', `"${cells.status}" is none of ${toolStates.join(', ')}`)
  }
}

function flowRule(): RowRule {
  const filled = needs('from_tool', 'to_tool')
  return (row, input) => {
    filled(row, input)
    const { from_tool: from, to_tool: to } = row.cells
    if (from && to && from.toLowerCase() === to.toLowerCase())
      stop(row, 'to_tool', 'flows to itself', 'data does not flow from a tool to itself')
  }
}
