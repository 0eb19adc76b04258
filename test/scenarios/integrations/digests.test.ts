import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notificationsContract } from '#actions/notifications/contract.ts'
import { crmContract } from '#crm/contract.ts'
import { integrationsContract } from '#integrations/contract.ts'
import type { DigestGiven, Part } from '#integrations/digests/schema.ts'
import { sendDigests } from '#integrations/digests/send.io.ts'
import { roles } from '#roles.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'
import { smallDemo } from '../../harness/demo.ts'

const { digestViews, previewDigest, addDigest, changeDigest, digests, endDigest, receiveDigest, sendDigest } =
  integrationsContract
const now = new Date('2026-11-23T12:00:00Z') // a Monday
let app: TestApp
let boss: Caller
let rep: { id: string; caller: Caller }

beforeAll(async () => {
  app = await openTestApp({ isDemo: true, clock: () => now, demo: { size: smallDemo } })
  boss = await app.as('sales-ops-manager')
  const [busiest] = await rowsOf<{ id: string }>(sql`select owner_id as id from crm.deal
    where outcome = 'open' and ended_at is null and owner_id is not null group by 1 order by count(*) desc, 1 limit 1`)
  rep = { id: busiest!.id, caller: await app.as('rep', busiest!.id) }
})
afterAll(() => app.close())

const openDeals: Part = { view: 'deals', title: 'Open deals', search: { outcome: 'open', sort: 'amount:desc' } }
const mondayAt8 = { every: 'week', weekday: 1, minute: 480 } as const
const given: DigestGiven = {
  ...{ name: 'Monday & more', parts: [openDeals], when: mondayAt8, timeZone: 'Europe/Berlin', onlyNews: false },
  ...{ byMail: true, byChat: false, receivers: [] },
}

test('every view, to every role, is told of what that role may see and of nothing else', async () => {
  const owners = new Map(
    (await rowsOf<{ id: string; owner: string | null }>(sql`select id, owner_id as owner from crm.deal`)).map(
      (deal) => [deal.id, deal.owner],
    ),
  )
  const told = new Set<string>()
  for (const [key, { reach }] of Object.entries(roles)) {
    const caller =
      key === 'rep' ? rep.caller : await app.as(key, reach.deals === 'team' ? await managerOf(rep.id) : null)
    const { views } = (await caller.call(digestViews)).body
    const parts = views.map(({ view, title }) => ({ view, title, search: {} }))
    const halves = [parts.slice(0, 20), parts.slice(20)].filter(({ length }) => length > 0)
    const read = (
      await Promise.all(halves.map((some) => caller.call(previewDigest, { body: { parts: some } })))
    ).flatMap(({ body }) => body.parts)
    expect(read.length).toBe(parts.length)
    expect(read.filter(({ problem }) => problem !== null)).toEqual([])
    expect(read.filter(({ says }) => says === '')).toEqual([])
    const named = read
      .flatMap(({ rows }) => rows)
      .flatMap(({ path }) => /[?&]deal=([\w-]+)/.exec(path ?? '')?.[1] ?? [])
    for (const id of named) told.add(`${key} ${owners.get(id)}`)
    if (reach.deals === 'none') expect([key, named]).toEqual([key, []])
    if (reach.deals === 'own') expect(named.filter((id) => owners.get(id) !== rep.id)).toEqual([])
  }
  expect(told).toContain(`rep ${rep.id}`)
  expect([...told].filter((each) => each.startsWith('sales-manager ')).length).toBeGreaterThan(2)
})

test('a digest comes at its hour, once, to each receiver as they may see it, and marks what is new', async () => {
  const post = await postOffice()
  try {
    const { body } = await boss.call(addDigest, { body: { ...given, receivers: [rep.caller.userId] } })
    await post.send('2026-11-30T06:59:00Z') // 07:59 in Berlin
    expect(await post.mails()).toEqual([])
    await post.send('2026-11-30T07:00:00Z')
    await post.send('2026-11-30T07:05:00Z')
    const renamed = { ...given, name: 'Monday', receivers: [rep.caller.userId] }
    await boss.call(changeDigest, { params: body, body: renamed })
    await post.send('2026-11-30T07:10:00Z') // another name is no other time
    const first = await post.mails()
    expect(first.length).toBe(2)
    const counts = await countsOf([boss, rep.caller])
    const [toBoss, toRep] = ordered(first, [boss, rep.caller])
    expect(toBoss).toContain(`${counts[0]!.toLocaleString('en-US')} deals, `)
    expect(toRep).toContain(`${counts[1]} deals, `)
    expect(counts[0]!).toBeGreaterThan(counts[1]!)
    expect(toRep).toContain('had this sent to you; change or stop it')

    const [deal] = (await boss.call(crmContract.listDeals, { query: { outcome: 'open', limit: 1 } as never })).body
      .deals
    const change = { changedAt: deal!.changedAt, changes: { amountMinor: deal!.amountMinor! + 100_00 } }
    await boss.call(crmContract.changeDeal, { params: { id: deal!.id }, body: change })
    await rep.caller.call(receiveDigest, { params: body, body: { byMail: false, byChat: false } })
    await post.send('2026-12-07T07:00:00Z')
    const [second, ...others] = (await post.mails()).slice(2)
    expect(others).toEqual([]) // the rep left
    expect(second).toContain('Since the last digest: 1 changed.')
    expect(second).toMatch(/background: ?#fff3d6/)

    const receivers = [rep.caller.userId]
    const parts = [{ ...openDeals, title: 'Won deals', search: { outcome: 'won' } }]
    await boss.call(changeDigest, { params: body, body: { ...given, parts, onlyNews: true, receivers } })
    await post.send('2026-12-14T07:00:00Z')
    await post.send('2026-12-21T07:00:00Z')
    expect(await post.mails()).toHaveLength(4) // nothing has changed in a week, and who left is not asked again
    const seen = (await boss.call(digests)).body.digests.find(({ id }) => id === body.id)!
    expect(seen.receivers.map(({ leftAt }) => leftAt !== null)).toEqual([false, true])
    await boss.call(endDigest, { params: body })
    await post.send('2026-12-28T07:00:00Z')
    expect(await post.mails()).toHaveLength(4)
  } finally {
    await post.close()
  }
})

test('it comes to a chat too; one that fails is said to its receiver, and tried for an hour', async () => {
  const post = await postOffice()
  try {
    const nowhere = await boss.call(addDigest, { body: { ...given, byChat: true } })
    expect(nowhere.body).toMatchObject({ code: 'no-chat' })
    const settings = {
      mail: 'never',
      chat: 'never',
      quietFrom: null,
      quietTo: null,
      dailyAt: 480,
      onWeekends: false,
    } as const
    await boss.call(notificationsContract.changeNotifications, { body: { ...settings, chatUrl: post.chatUrl } })
    const { body } = await boss.call(addDigest, { body: { ...given, byMail: false, byChat: true } })
    post.answers(503)
    await post.send('2026-11-30T07:00:00Z')
    const problem = async () => (await boss.call(digests)).body.digests.find(({ id }) => id === body.id)!.receivers[0]!
    expect(await problem()).toMatchObject({ sentAt: null, problem: expect.stringContaining('Answered 503') })
    post.answers(200)
    await post.send('2026-11-30T07:05:00Z')
    expect(post.said()).toHaveLength(1)
    expect(post.said()[0]).toContain('Open deals: ')
    expect(await problem()).toMatchObject({ sentAt: '2026-11-30T07:05:00.000Z', problem: null })
    post.answers(503)
    await post.send('2026-12-07T08:00:00Z')
    post.answers(200)
    await post.send('2026-12-07T08:05:00Z')
    expect(post.said()).toHaveLength(1) // given up after an hour
    expect((await boss.call(sendDigest, { params: body })).body).toEqual({
      arrived: true,
      answer: 'Sent to your chat.',
    })
  } finally {
    await post.close()
  }
})

test('what cannot be sent is refused by name, and nobody reads or changes another’s digest', async () => {
  const refused = async (changes: Partial<typeof given>) =>
    (await rep.caller.call(addDigest, { body: { ...given, ...changes } })).body as { code?: string; message?: string }
  const part = (view: string) => ({ view, title: 'A view', search: {} })
  expect(await refused({ parts: [part('practices')] })).toMatchObject({
    code: 'no-view', // reps have no practices
    message: 'There is no view "practices" that you may have sent.',
  })
  expect(await refused({ parts: [part('deals'), part('deals')] })).toMatchObject({ code: 'tells-twice' })
  expect(await refused({ byMail: false })).toMatchObject({ code: 'goes-nowhere' })
  expect(await refused({ receivers: ['0190a000-0000-7000-8000-000000000001'] })).toMatchObject({ code: 'no-login' })
  expect(await refused({ timeZone: 'Europe/Atlantis' })).toMatchObject({ code: 'invalid' })
  const { body } = await boss.call(addDigest, { body: given })
  expect((await rep.caller.call(digests)).body.digests.map(({ id }) => id)).not.toContain(body.id)
  for (const tried of [
    rep.caller.call(changeDigest, { params: body, body: given }),
    rep.caller.call(endDigest, { params: body }),
    rep.caller.call(sendDigest, { params: body }),
    rep.caller.call(receiveDigest, { params: body, body: { byMail: true, byChat: false } }),
  ]) {
    expect((await tried).status).toBe(404)
  }
  const bad = { ...part('deals'), search: { outcome: 'won by luck' } }
  const told = (await rep.caller.call(previewDigest, { body: { parts: [bad] } })).body.parts[0]!
  expect(told.problem).toContain('outcome')
})

/** A mail folder, a chat, and the job that sends, at any instant. */
async function postOffice() {
  const said: string[] = []
  let status = 200
  const chat = createServer((request, reply) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part
    })
    request.on('end', () => {
      if (status === 200) said.push((JSON.parse(body) as { text: string }).text)
      reply.writeHead(status).end('busy')
    })
  })
  await new Promise<void>((up) => chat.listen(0, '127.0.0.1', up))
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-mails-'))
  const at = (instant: string): TestApp['workspace'] =>
    Object.create(app.workspace, {
      smtpUrl: { value: pathToFileURL(folder).href },
      clock: { value: () => new Date(instant) },
    })
  return {
    chatUrl: `http://127.0.0.1:${(chat.address() as AddressInfo).port}/services/secret`,
    said: () => said,
    answers: (answer: number) => {
      status = answer
    },
    send: (instant: string) => sendDigests(at(instant), new AbortController().signal),
    mails: async () =>
      Promise.all(
        (await readdir(folder)).sort().map(async (name) => plain(await readFile(join(folder, name), 'utf8'))),
      ),
    close: async () => {
      chat.close()
      await sql`update integrations.digest set ended_at = now() where ended_at is null`.execute(app.workspace.db)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Quoted-printable lines as they read. */
function plain(mail: string): string {
  return mail
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function ordered(mails: string[], callers: Caller[]): string[] {
  return callers.map(({ userId }) => mails.find((mail) => mail.includes(`To: ${emails.get(userId)}`)) ?? '')
}

const emails = new Map<string, string>()

async function countsOf(callers: Caller[]): Promise<number[]> {
  for (const { id, email } of await rowsOf<{ id: string; email: string }>(sql`select id, email from auth."user"`))
    emails.set(id, email)
  const query = { outcome: 'open' } as never
  return Promise.all(callers.map(async (caller) => (await caller.call(crmContract.dealTotals, { query })).body.count))
}

async function managerOf(person: string): Promise<string> {
  const [line] = await rowsOf<{ id: string }>(sql`select manager_id as id from company.reporting_line
    where person_id = ${person} and ends_on is null and manager_id is not null limit 1`)
  return line!.id
}

async function rowsOf<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(app.workspace.db)).rows as Row[]
}
