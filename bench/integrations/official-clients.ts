import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { FakeHubspot } from '../../test/fakes/hubspot.ts'
import { type FakeRecord, heldTable, openFakeSalesforce } from '../../test/fakes/salesforce.ts'
import { idOf, opportunityFields, SmallOrg } from '../../test/fakes/salesforce-org.ts'
import { serveHere } from '../../test/fakes/serve.ts'
import { npmWith } from '../peers/npm.ts'

const deals = 5_000
const query = 'SELECT Id, Amount, SystemModstamp FROM Opportunity'

/**
 * The official programs for Salesforce and HubSpot read our fakes: what they understand, the real ones speak. jsforce breaks
 * off where a bulk result comes in several parts (it ends its own stream after the first), so that it gets one.
 */
export async function run(): Promise<string> {
  const { folder, missing } = npmWith(['jsforce', '@hubspot/api-client'])
  if (missing) throw new Error(missing)
  const records = Array.from({ length: deals }, (_, place) => opportunity(place))
  const org = new SmallOrg('2026-11-20T10:00:00.000Z')
  const period = { from: '2026-11-01', to: '2026-11-30' }
  org.addQuota(org.addUser({ Name: 'Rob' }), { type: 'Revenue', ...period, QuotaAmount: 1000.5 })
  const made: FakeRecord[] = []
  const salesforce = await openFakeSalesforce({
    tables: { ...org.tables, Opportunity: heldTable(records, opportunityFields) },
    clientSecret: 'bench',
    create(_, record) {
      made.push(record)
      return null
    },
  })
  const fake = smallHubspot()
  const hubspot = await serveHere((request, response) => fake.answer(request, response))
  try {
    const { address } = salesforce
    const asked = { salesforce: { address, clientSecret: 'bench', query }, hubspot: { ...hubspot, token: 'secret' } }
    const told = await read(folder, asked)
    const calls = made.map(({ Subject }) => String(Subject))
    return report([...salesforceRows(told.salesforce, { records, calls }), ...hubspotRows(told.hubspot, fake)], told)
  } finally {
    await Promise.all([salesforce.close(), hubspot.close()])
  }
}

type Deal = { id: string; amount: string; companies: string[]; amounts: string[] }
type Told = {
  salesforce: {
    version: string
    fields: string[]
    byPages: FakeRecord[]
    inBulk: FakeRecord[]
    refused: string
    quotas: unknown[]
    made: boolean[]
  }
  hubspot: {
    version: string
    deals: Deal[]
    found: string[]
    total: number
    batch: Deal[]
    owners: string[]
    stages: string[]
    refused: number
    goals: string[][]
    calls: string[]
  }
}

async function read(folder: string, asked: object): Promise<Told> {
  const script = join(import.meta.dirname, '../peers/crm_clients.mjs')
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(asked))
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (child.exitCode !== 0) throw new Error(`The official clients ended with ${child.exitCode}.`)
  return JSON.parse(said.slice(said.lastIndexOf('\n{') + 1))
}

type Check = [what: string, read: unknown, wanted: unknown]

function salesforceRows(
  told: Told['salesforce'],
  { records, calls }: { records: FakeRecord[]; calls: string[] },
): Check[] {
  const wanted = records.map(({ Id, Amount, SystemModstamp }) => ({ Id, Amount, SystemModstamp }))
  const asText = (rows: FakeRecord[]) =>
    rows.map(({ Id, Amount, SystemModstamp }) => ({
      ...{ Id, Amount: Number(Amount).toFixed(2) },
      SystemModstamp: new Date(String(SystemModstamp)).toISOString(),
    }))
  return [
    ['jsforce: fields of describe', told.fields, opportunityFields],
    [`jsforce: ${deals} deals by pages`, asText(told.byPages), wanted],
    [`jsforce: ${deals} deals by Bulk API 2.0`, asText(told.inBulk), wanted],
    ['jsforce: an unknown field', told.refused, 'INVALID_FIELD'],
    ['jsforce: quotas with their owners', told.quotas, [[1000.5, true]]],
    ['jsforce: a task made in a collection', [told.made, calls], [[true], ['Called']]],
  ]
}

function hubspotRows(told: Told['hubspot'], fake: FakeHubspot): Check[] {
  const ids = fake.objects.deals.map(({ id }) => id)
  const amounts = fake.objects.deals.map(({ history }) => (history.amount ?? []).map(({ value }) => value))
  return [
    ['HubSpot: deals with history, page after page', told.deals.map(({ amounts: each }) => each), amounts],
    ['HubSpot: their companies', told.deals.map(({ companies }) => companies), ids.map(() => ['500'])],
    ['HubSpot: search, its total', [told.found.length, told.total], [fake.pageSize, ids.length]],
    ['HubSpot: batch with history', told.batch.map(({ amounts: each }) => each), amounts.slice(0, 2)],
    ['HubSpot: owners', told.owners, ['ada@example.com']],
    ['HubSpot: stages', told.stages, ['Appointment', 'Contract sent']],
    ['HubSpot: a wrong token', told.refused, 401],
    ['HubSpot: goals', told.goals, [['Revenue', '5000']]],
    ['HubSpot: calls made in a batch', told.calls, ['Called']],
    ['HubSpot: the deal of a call', fake.objects.calls.map(({ deals }) => deals), [[ids[0]]]],
  ]
}

function report(checks: Check[], { salesforce, hubspot }: Told): string {
  const isRight = ([, read, wanted]: Check) => JSON.stringify(read) === JSON.stringify(wanted)
  const wrong = checks.filter((check) => !isRight(check))
  if (wrong.length > 0) process.exitCode = 1
  return [
    `jsforce ${salesforce.version} and @hubspot/api-client ${hubspot.version}, against the fakes that the tests use.`,
    '',
    '| read by the official client | as the fake holds it |',
    '|---|---|',
    ...checks.map((check) => `| ${check[0]} | ${isRight(check) ? 'yes' : '**no**'} |`),
    ...wrong.map(([what, read, wanted]) => `\n${what}: ${shortly(read)} instead of ${shortly(wanted)}`),
  ].join('\n')
}

function shortly(value: unknown): string {
  return JSON.stringify(value ?? null).slice(0, 300)
}

function opportunity(place: number): FakeRecord {
  const named = Object.fromEntries(opportunityFields.map((name) => [name, null]))
  const when = new Date(Date.UTC(2024, 0, 1) + place * 60_000).toISOString()
  const Amount = (place * 7 + 0.25).toFixed(2)
  return { ...named, Id: idOf('006', place), Name: `Deal ${place}, "quoted"`, Amount, SystemModstamp: when }
}

function smallHubspot(): FakeHubspot {
  const fake = new FakeHubspot('secret', '2026-11-20T10:00:00.000Z')
  const stage = (id: string, label: string, displayOrder: number) => ({
    ...{ id, label, displayOrder, archived: false, metadata: { isClosed: 'false', probability: '0.2' } },
    ...{ createdAt: fake.now, updatedAt: fake.now },
  })
  fake.pipelines.push({
    ...{ id: 'default', label: 'Sales', displayOrder: 0, archived: false, createdAt: fake.now, updatedAt: fake.now },
    stages: [stage('101', 'Appointment', 0), stage('102', 'Contract sent', 1)],
  })
  fake.owners.push({
    ...{ id: '9', email: 'ada@example.com', firstName: 'Ada', lastName: 'Owner', archived: false, updatedAt: fake.now },
  })
  fake.set('goal_targets', '70', { hs_goal_name: 'Revenue', hs_target_amount: '5000' })
  for (let id = 1; id <= 7; id++) {
    fake.set('deals', String(id), { dealname: `Deal ${id}`, amount: String(id * 100) }, ['500'])
    fake.set('deals', String(id), { amount: `${id * 100 + 0.5}` })
  }
  return fake
}
