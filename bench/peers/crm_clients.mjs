// The official clients of Salesforce (jsforce) and HubSpot (@hubspot/api-client) against addresses given as JSON on stdin;
// argument: the folder they are installed in. Prints what they read as JSON.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const folder = process.argv[2]
const need = createRequire(join(folder, 'package.json'))
const given = JSON.parse(readFileSync(0, 'utf8'))
const version = (name) => JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version

const told = {
  salesforce: { version: version('jsforce'), ...(await readSalesforce(given.salesforce)) },
  hubspot: { version: version('@hubspot/api-client'), ...(await readHubspot(given.hubspot)) },
}
process.stdout.write(`\n${JSON.stringify(told)}`)

async function readSalesforce({ address, clientSecret, query }) {
  const { Connection, OAuth2 } = need('jsforce')
  const oauth2 = new OAuth2({ loginUrl: address, clientId: 'bench', clientSecret })
  const connection = new Connection({ instanceUrl: address, loginUrl: address, version: '60.0', oauth2 })
  await connection.authorize({ grant_type: 'client_credentials' })
  const described = await connection.describe('Opportunity')
  const byPages = await connection.query(query, { autoFetch: true, maxFetch: 1_000_000 })
  const inBulk = []
  const stream = await connection.bulk2.query(query, { pollInterval: 20, pollTimeout: 60_000 })
  for await (const record of stream) inBulk.push(record)
  const refused = await connection.query('SELECT Nothing FROM Opportunity').catch((error) => error.errorCode)
  const quotas = await connection.query('SELECT Id, QuotaAmount, QuotaOwner.IsActive FROM ForecastingQuota')
  const call = { TaskSubtype: 'Call', Subject: 'Called', Status: 'Completed', WhatId: byPages.records[0].Id }
  const made = await connection.sobject('Task').create([call], { allOrNone: false })
  return {
    quotas: quotas.records.map(({ QuotaAmount, QuotaOwner }) => [QuotaAmount, QuotaOwner.IsActive]),
    made: made.map(({ success }) => success),
    fields: described.fields.map(({ name }) => name),
    byPages: byPages.records.map(({ Id, Amount, SystemModstamp }) => ({ Id, Amount, SystemModstamp })),
    inBulk: inBulk.map(({ Id, Amount, SystemModstamp }) => ({ Id, Amount, SystemModstamp })),
    refused,
  }
}

async function readHubspot({ address, token }) {
  const { Client } = need('@hubspot/api-client')
  const { crm } = new Client({ accessToken: token, basePath: address })
  const named = ['dealname', 'amount']
  const deals = await crm.deals.getAll(50, undefined, named, ['amount'], ['companies'])
  const found = await crm.deals.searchApi.doSearch({
    filterGroups: [{ filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: '0' }] }],
    ...{ properties: named, limit: 100, sorts: [] },
  })
  const batch = await crm.deals.batchApi.read({
    inputs: deals.slice(0, 2).map(({ id }) => ({ id })),
    ...{ properties: named, propertiesWithHistory: ['amount'] },
  })
  const owners = await crm.owners.ownersApi.getPage(undefined, undefined, 100, false)
  const pipelines = await crm.pipelines.pipelinesApi.getAll('deals')
  const goals = await crm.objects.goals.basicApi.getPage(100, undefined, ['hs_goal_name', 'hs_target_amount'])
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 206 }]
  const properties = { hs_timestamp: '2026-11-20T10:00:00.000Z', hs_call_title: 'Called', hs_call_status: 'COMPLETED' }
  const calls = await crm.objects.calls.batchApi.create({
    inputs: [{ properties, associations: [{ to: { id: deals[0].id }, types }] }],
  })
  const refused = await new Client({ accessToken: 'nobody', basePath: address }).crm.deals
    .getAll(50)
    .catch((error) => error.code)
  const shown = ({ id, properties, propertiesWithHistory, associations }) => ({
    ...{ id, amount: properties.amount, companies: (associations?.companies?.results ?? []).map(({ id: of }) => of) },
    amounts: (propertiesWithHistory?.amount ?? []).map(({ value }) => value),
  })
  return {
    goals: goals.results.map((goal) => [goal.properties.hs_goal_name, goal.properties.hs_target_amount]),
    calls: calls.results.map((call) => call.properties.hs_call_title),
    deals: deals.map(shown),
    found: found.results.map(({ id }) => id),
    total: found.total,
    batch: batch.results.map(shown),
    owners: owners.results.map(({ email }) => email),
    stages: pipelines.results.flatMap(({ stages }) => stages.map(({ label }) => label)),
    refused,
  }
}
