import { bodyOf, send, serveHere } from '../../test/fakes/serve.ts'

/**
 * A large account of HubSpot in a process of its own, made from numbers: so many deals, each changed ten times. Prints its
 * address; a message changes deals once more.
 */
const [dealsText = '0', changesText = '10'] = process.argv.slice(2)
const deals = Number(dealsText)
const changes = Number(changesText)
const people = 100
const companies = Math.max(1, Math.floor(deals / 10))
const stages = ['101', '102', '103', 'won', 'lost']
const path = [0, 0, 1, 1, 1, 2, 2, 2, 2]
const touched = new Map<number, string>()
const old = '2024-01-01T00:00:00.000Z'
const day = (from: number) => Date.UTC(2024, 0, 1) + from * 86_400_000

type Body = { inputs?: { id: string }[]; filterGroups?: { filters: { value: string }[] }[]; after?: string }

const stageAt = (deal: number, nth: number) =>
  stages[nth === changes - 1 ? [3, 4, 2][deal % 3]! : path[Math.min(path.length - 1, nth)]!]!
const amountAt = (deal: number, nth: number) => ((deal % 9_973) * 100 + nth + 0.25).toFixed(2)
const when = (deal: number, nth: number) =>
  new Date(day(deal % 700) + nth * 9 * 86_400_000 + (deal % 86_400) * 1000).toISOString()

/** A deal with or without what its properties were, newest first, as the API tells them. */
function dealOf(deal: number, withHistory: boolean): object {
  const more = touched.get(deal)
  const amounts = Array.from({ length: changes }, (_, nth) => ({
    value: amountAt(deal, nth),
    timestamp: when(deal, nth),
  })).reverse()
  if (more) amounts.unshift({ value: '77.77', timestamp: more })
  const held = {
    dealstage: Array.from({ length: changes }, (_, nth) => ({
      value: stageAt(deal, nth),
      timestamp: when(deal, nth),
    })).reverse(),
    amount: amounts,
    closedate: [{ value: new Date(day((deal % 700) + 90)).toISOString(), timestamp: when(deal, 0) }],
  }
  const properties = {
    dealname: `Deal ${deal}`,
    dealstage: held.dealstage[0]!.value,
    pipeline: 'default',
    amount: amounts[0]!.value,
    hubspot_owner_id: String((deal % people) + 1),
    createdate: when(deal, 0),
    closedate: held.closedate[0]!.value,
    hs_lastmodifieddate: more ?? when(deal, changes - 1),
  }
  const results = [{ id: String(1_000_000 + (deal % companies)), type: 'deal_to_company' }]
  return {
    id: String(deal + 1),
    properties,
    associations: { companies: { results } },
    ...(withHistory && { propertiesWithHistory: held }),
  }
}

function companyOf(nth: number): object {
  return {
    id: String(1_000_000 + nth),
    properties: { name: `Company ${nth}`, industry: 'RETAIL', hs_lastmodifieddate: old },
  }
}

function listed(url: URL, type: string): object {
  if (url.searchParams.get('archived') === 'true' || type === 'products' || type === 'line_items')
    return { results: [] }
  const size = type === 'deals' ? deals : companies
  const [from, limit] = [Number(url.searchParams.get('after') ?? 0), Number(url.searchParams.get('limit'))]
  const end = Math.min(size, from + limit)
  const withHistory = url.searchParams.has('propertiesWithHistory')
  const results = []
  for (let nth = from; nth < end; nth++) results.push(type === 'deals' ? dealOf(nth, withHistory) : companyOf(nth))
  return { results, ...(end < size && { paging: { next: { after: String(end) } } }) }
}

function searched(type: string, { filterGroups, after = '0' }: Body): object {
  const since = Number(filterGroups?.[0]?.filters[0]?.value)
  const found = type === 'deals' ? [...touched].filter(([, at]) => Date.parse(at) >= since) : []
  const end = Number(after) + 100
  const results = found.slice(Number(after), end).map(([deal, at]) => ({
    id: String(deal + 1),
    properties: { hs_lastmodifieddate: at },
  }))
  return { total: found.length, results, ...(end < found.length && { paging: { next: { after: String(end) } } }) }
}

function answerOf(url: URL, body: Body): object {
  if (url.pathname === '/crm/v3/pipelines/deals')
    return {
      results: [
        {
          id: 'default',
          label: 'Sales',
          displayOrder: 0,
          stages: stages.map((id, nth) => ({
            id,
            label: `Stage ${id}`,
            displayOrder: nth,
            metadata: { isClosed: String(nth > 2), probability: ['0.2', '0.5', '0.9', '1.0', '0.0'][nth] },
          })),
        },
      ],
    }
  if (url.pathname === '/crm/v3/owners')
    return {
      results: Array.from({ length: url.searchParams.get('archived') === 'true' ? 0 : people }, (_, nth) => ({
        id: String(nth + 1),
        email: `p${nth}@example.com`,
        firstName: 'Person',
        lastName: String(nth),
        updatedAt: old,
      })),
    }
  const [, , , , type = '', action = ''] = url.pathname.split('/')
  if (url.pathname.startsWith('/crm/v4'))
    return {
      results: (body.inputs ?? []).map(({ id }) => ({
        from: { id },
        to: [{ toObjectId: 1_000_000 + ((Number(id) - 1) % companies) }],
      })),
    }
  if (action === 'search') return searched(type, body)
  if (action === 'batch') return { results: (body.inputs ?? []).map(({ id }) => dealOf(Number(id) - 1, true)) }
  return listed(url, type)
}

const { address } = await serveHere(async (request, response) => {
  const text = await bodyOf(request)
  response.setHeader('date', new Date().toUTCString())
  send(
    response,
    200,
    answerOf(new URL(request.url ?? '/', 'http://fake'), text === '' ? {} : (JSON.parse(text) as Body)),
  )
})
process.on('message', ({ change, at }: { change: number; at: string }) => {
  for (let deal = 0; deal < change; deal++) touched.set(deal, at)
  process.send!({ changed: change })
})
let cents = 0n
for (let deal = 0; deal < deals; deal++) cents += BigInt(amountAt(deal, changes - 1).replace('.', ''))
process.send!({ address, cents: String(cents) })
