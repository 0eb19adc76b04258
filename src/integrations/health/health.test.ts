import { expect, test } from 'vitest'
import { healthOf } from './health.ts'

const nothing = { webhooks: [], orderSources: [], planReceivers: [], signIns: [], crm: [] }
const at = { now: '2026-11-29T12:00:00Z', today: '2026-11-29' }

test('all well is an empty list', () => {
  const source = {
    id: 's',
    name: 'Shop',
    createdAt: '2026-01-01T00:00:00Z',
    lastAt: '2026-11-27T00:00:00Z',
    refusedLastDay: 0,
  }
  const signIns = [{ tool: 'CRM', lastOn: '2026-11-01' }]
  expect(healthOf({ ...nothing, orderSources: [source], signIns }, at)).toEqual([])
})

test('what fails stands before what is quiet, each with its reason', () => {
  const webhook = {
    id: 'w',
    name: 'Ledger',
    failing: 'connect ECONNREFUSED',
    failingSince: at.now,
    dead: 2,
    pausedAt: null,
    pausedBecause: null,
    makerClosed: false,
  }
  const source = {
    id: 's',
    name: 'Shop',
    createdAt: '2026-01-01T00:00:00Z',
    lastAt: '2026-11-20T12:00:00Z',
    refusedLastDay: 4,
  }
  const org = {
    id: 'c',
    name: 'Org',
    failing: 'Salesforce does not let Drumbeat in.',
    since: at.now,
    pausedAt: null,
    findings: 1,
  }
  const lines = healthOf(
    {
      ...nothing,
      crm: [org],
      webhooks: [webhook],
      orderSources: [source],
      signIns: [{ tool: 'CRM', lastOn: '2026-10-01' }],
    },
    at,
  )
  expect(lines.map(({ kind, state, says }) => [kind, state, says])).toEqual([
    ['webhook failing', 'failing', 'connect ECONNREFUSED'],
    ['dead letters', 'failing', '2 messages were given up; replay what still matters.'],
    ['CRM not read', 'failing', 'Salesforce does not let Drumbeat in.'],
    ['order events refused', 'failing', '4 of its order events were refused within a day.'],
    ['sign-ins old', 'quiet', expect.stringContaining('59 days old')],
    ['CRM does not fit', 'quiet', 'One thing does not fit; each says its way out.'],
    ['order source stale', 'quiet', 'It sent no order event for 9 days.'],
  ])
})
