import { dayAfter, formatDay } from '@drumbeat/periods'
import type { Demo, DemoCell } from '#platform/demo.ts'

type Row = Record<string, DemoCell>
type Stocked = {
  name: string
  purpose: string
  vendor: string
  cost: number
  seats: number
  /** Days from today until it renews. */
  renews: number
  notice: number
  data: string
  overlaps?: string
  status?: string
  /** Share of the people who sign in on a working day; left out, no export of sign-ins is there. */
  use?: number
}

const stock: readonly Stocked[] = [
  tool(
    'CRM',
    'Customer relations',
    'Northcloud',
    [58_800, 40],
    [214, 90],
    'accounts, contacts, deals, activities',
    0.8,
  ),
  tool('Call recorder', 'Conversation intelligence', 'Parley', [21_600, 24], [52, 30], 'recordings, transcripts', 0.35),
  tool('Deal coach', 'Conversation intelligence', 'Sonder', [14_400, 20], [121, 60], 'transcripts, scores', 0.06),
  tool('Sequencer', 'Outreach', 'Cadentia', [19_200, 24], [88, 60], 'e-mail addresses, sequences', 0.5),
  tool('Enricher', 'Contact data', 'Atlasbase', [26_000, 10], [38, 60], 'firmographics, contacts', 0.12),
  { ...tool('List broker', 'Contact data', 'Kontakta', [7_800, 5], [300, 30], 'contacts'), overlaps: 'Enricher' },
  tool('Quote desk', 'Quoting', 'Angebot', [12_000, 30], [160, 90], 'quotes, price lists', 0.4),
  tool('Signing', 'Contracts', 'Sealwell', [4_320, 15], [75, 30], 'contracts', 0.2),
  { ...tool('Spreadsheet forecast', 'Forecasting', 'own', [0, 0], [0, 0], 'deals, calls'), status: 'being retired' },
  tool('Drumbeat', 'Forecasting', 'open source', [0, 0], [0, 0], 'deals, calls, orders, plans'),
]

const flows: readonly [from: string, to: string, data: string][] = [
  ['CRM', 'Drumbeat', 'deals and their history'],
  ['ERP', 'Drumbeat', 'order lines, stock'],
  ['Drumbeat', 'ERP', 'approved plan'],
  ['Enricher', 'CRM', 'contacts'],
  ['List broker', 'CRM', 'contacts'],
  ['Sequencer', 'CRM', 'activities'],
  ['CRM', 'Sequencer', 'contacts'],
  ['Call recorder', 'CRM', 'calls'],
  ['Call recorder', 'Deal coach', 'transcripts'],
  ['CRM', 'Quote desk', 'deals'],
  ['Quote desk', 'Signing', 'contracts'],
  ['Signing', 'CRM', 'signed contracts'],
]

/** The demo company's sales stack: two tools for one purpose, one hardly used, renewals near and far, and where data goes. */
export const toolsDemo: Demo = (world) => {
  const today = formatDay(world.truth.story.today)
  const people = world.people.filter(({ left_on: left }) => left === null)
  const at = `${today}T06:00:00Z`
  return [
    {
      table: 'integrations.tool',
      rows: stock.map((each, index) =>
        toolRow(each, { index, today, at, owner: people[index]!.id, currency: world.profile.currency }),
      ),
    },
    {
      table: 'integrations.sign_in',
      rows: signIns(
        people.map(({ id }) => id),
        { today, at },
      ),
    },
    {
      table: 'integrations.flow',
      rows: flows.map(([from, to, data], index) => ({
        id: idOf(3, index),
        from_tool: from,
        to_tool: to,
        data,
        recorded_at: at,
      })),
    },
  ]
}

function toolRow(
  tool: Stocked,
  given: { index: number; today: string; at: string; owner: string; currency: string },
): Row {
  const { index, today, at, owner, currency } = given
  return {
    id: idOf(1, index),
    tool_id: idOf(1, index),
    name: tool.name,
    purpose: tool.purpose,
    owner_id: owner,
    vendor: tool.vendor,
    cost_minor: tool.cost * 100,
    currency,
    seats: tool.seats || null,
    renews_on: tool.renews ? dayAfter(today, tool.renews) : null,
    notice_days: tool.notice || null,
    status: tool.status ?? 'in use',
    data: tool.data,
    same_as: tool.overlaps ?? null,
    recorded_at: at,
  }
}

/** Every third day of a half year, the same people again and again, each tool by its share of them. */
function signIns(people: readonly string[], { today, at }: { today: string; at: string }): Row[] {
  const used = stock.filter(({ use }) => use !== undefined)
  return used.flatMap(({ name, use, seats }, which) =>
    people.slice(0, Math.max(1, Math.round(Math.min(people.length, seats) * use!))).flatMap((person, who) =>
      Array.from({ length: 30 }, (_, turn) => ({
        id: idOf(2, (which * 1000 + who) * 100 + turn),
        tool: name,
        who: `demo ${person}`,
        person_id: person,
        day: dayAfter(today, -(1 + turn * 6 + ((who * 5 + which) % 6))),
        recorded_at: at,
      })),
    ),
  )
}

function tool(
  name: string,
  purpose: string,
  vendor: string,
  [cost, seats]: [number, number],
  [renews, notice]: [number, number],
  data: string,
  use?: number,
): Stocked {
  return { name, purpose, vendor, cost, seats, renews, notice, data, ...(use !== undefined && { use }) }
}

function idOf(kind: number, at: number): string {
  return `00000000-0000-4000-81a${kind}-${String(at).padStart(12, '0')}`
}
