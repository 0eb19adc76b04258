import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAction } from '#actions/add.tx.ts'
import { actionsContract } from '#actions/contract.ts'
import { notificationsContract } from '#actions/notifications/contract.ts'
import { sendNotifications } from '#actions/notifications/send.io.ts'
import { peopleContract } from '#company/people/contract.ts'
import { crmContract } from '#crm/contract.ts'
import { auditContract } from '#platform/audit/contract.ts'
import { searchContract } from '#platform/search/contract.ts'
import { transact } from '#platform/transaction.ts'
import type { Caller, TestApp } from '../../harness/app.ts'
import { openSmallTeam, type SmallTeam } from '../crm/small-team.ts'

/** A manager and two reps speak of deals, give each other things to do, and none of it reaches those who may not see the deal. */
let team: SmallTeam
let ada: Caller
let bo: Caller
let mona: Caller
let planner: Caller
let deal: { noun: string; id: string }

beforeAll(async () => {
  team = await openSmallTeam()
  const { app, people, admin, stages } = team
  ada = await app.as('rep', people.ada)
  bo = await app.as('rep', people.bo)
  mona = await app.as('sales-manager', people.mona)
  planner = await app.as('supply-planner')
  const body = { name: 'Pumps for Laurel', stageId: stages.offer, ownerId: people.ada, amountMinor: 400_00 }
  deal = { noun: 'deal', id: (await admin.call(crmContract.addDeal, { body })).body.deal!.id }
})
afterAll(() => team.app.close())

const inboxOf = async (who: Caller) => (await who.call(actionsContract.inbox)).body
const countsOf = async (who: Caller) => (await who.call(actionsContract.counts)).body

test('a comment is read by those who see the deal, and by nobody else', async () => {
  team.at('2026-01-05T09:00:00Z')
  const text = `@[${team.people.ada}], when does Laurel sign?`
  const said = await mona.call(actionsContract.comment, { body: { ...deal, text } })
  expect(said).toMatchObject({ status: 200, body: { text, mentions: [{ id: team.people.ada, name: 'Ada Rep' }] } })
  expect((await ada.call(actionsContract.comments, { query: deal })).body).toMatchObject({
    comments: [{ saidBy: 'Mona Manager', isMine: false }],
    total: 1,
  })
  for (const who of [bo, planner]) {
    expect((await who.call(actionsContract.comments, { query: deal })).status).toBe(404)
    expect((await who.call(actionsContract.comment, { body: { ...deal, text: 'Me too' } })).status).toBe(404)
    expect((await who.call(searchContract.search, { query: { q: 'Laurel sign' } })).body.results).toEqual([])
  }
  const found = (await ada.call(searchContract.search, { query: { q: 'Laurel sign' } })).body.results
  expect(found).toMatchObject([{ kind: 'comment', path: `/crm/deals?deal=${deal.id}` }])
})

test('who is mentioned finds it in the inbox, unread until read; somebody who may not see the deal cannot be mentioned', async () => {
  expect(await inboxOf(ada)).toMatchObject({
    notices: [{ kind: 'mention', by: 'Mona Manager', about: { ...deal, title: 'Pumps for Laurel' } }],
    unread: 1,
  })
  expect(await countsOf(ada)).toMatchObject({ unread: 1 })
  const { ids } = (await ada.call(actionsContract.markRead, { body: {} })).body
  expect((await inboxOf(ada)).unread).toBe(0)
  await ada.call(actionsContract.markRead, { body: { ids, read: false } })
  expect((await inboxOf(ada)).unread).toBe(1)

  const refused = await mona.call(actionsContract.comment, { body: { ...deal, text: `@[${team.people.bo}], help` } })
  expect(refused).toMatchObject({
    status: 400,
    body: { message: 'Bo Rep may not see this deal, so nobody may tell them of it here.' },
  })
  const offered = await mona.call(actionsContract.parties, { query: { ...deal, q: 'rep' } })
  expect(offered.body.parties.map(({ name }) => name)).toEqual(['Ada Rep', 'Cleo Rep'])
})

test('only its author edits or withdraws a comment; a withdrawn one is gone, also from the inbox, and can be restored', async () => {
  const [comment] = (await mona.call(actionsContract.comments, { query: deal })).body.comments
  const params = { id: comment!.id }
  expect(await ada.call(actionsContract.withdrawComment, { params })).toMatchObject({
    status: 403,
    body: { message: 'This comment was written by Mona Manager; only they can change it.' },
  })
  const text = 'Never mind.'
  expect((await mona.call(actionsContract.editComment, { params, body: { text } })).body).toMatchObject({
    text,
    editedAt: expect.any(String),
  })
  await mona.call(actionsContract.withdrawComment, { params })
  expect((await ada.call(actionsContract.comments, { query: deal })).body).toEqual({ comments: [], total: 0 })
  expect((await inboxOf(ada)).notices).toEqual([])
  expect((await mona.call(actionsContract.restoreComment, { params })).status).toBe(200)
  expect((await inboxOf(ada)).notices).toHaveLength(1)
})

test('an action is given, is late after its day, done, and opened again; giver and owner are told', async () => {
  const body = { ...deal, title: 'Send the offer', ownerId: team.people.ada, dueOn: '2026-01-09' }
  const given = (await mona.call(actionsContract.addAction, { body })).body
  expect(given).toMatchObject({ state: 'open', ownerName: 'Ada Rep', addedBy: 'Mona Manager', isLate: false })
  expect(await countsOf(ada)).toMatchObject({ open: 1, late: 0 })

  team.at('2026-01-12T09:00:00Z')
  expect(await countsOf(ada)).toMatchObject({ open: 1, late: 1 })
  const late = await ada.call(actionsContract.actions, { query: { owner: 'me', late: 'true' } })
  expect(late.body).toMatchObject({ total: 1, actions: [{ title: 'Send the offer', isLate: true, isMine: true }] })
  expect((await bo.call(actionsContract.actions)).body.total).toBe(0)
  expect((await bo.call(actionsContract.finishAction, { params: { id: given.id } })).status).toBe(404)

  const done = await ada.call(actionsContract.finishAction, { params: { id: given.id } })
  expect(done.body).toMatchObject({ state: 'done', doneBy: 'Ada Rep', isLate: false })
  expect((await inboxOf(mona)).notices).toMatchObject([{ kind: 'done', by: 'Ada Rep', text: 'Send the offer' }])
  const again = await mona.call(actionsContract.reopenAction, { params: { id: given.id } })
  expect(again.body).toMatchObject({ state: 'open', doneAt: null })
  const audit = await team.admin.call(auditContract.list, { query: { noun: 'action', subjectId: given.id } })
  expect(audit.body.entries.map(({ summary }) => summary)).toEqual([
    'Reopened the action Send the offer',
    'Finished the action Send the offer',
    'Added the action Send the offer',
  ])
})

test('an action may be given on to those who see its deal; who loses sight of the deal keeps their action without its name', async () => {
  const { actions } = (await mona.call(actionsContract.actions, { query: deal })).body
  const params = { id: actions[0]!.id }
  const toBo = await mona.call(actionsContract.changeAction, { params, body: { ownerId: team.people.bo } })
  expect(toBo).toMatchObject({ status: 400, body: { code: 'may-not-see' } })
  const { body: now } = await mona.call(crmContract.dealDetail, { params: { id: deal.id } })
  const changes = { ownerId: team.people.bo }
  await mona.call(crmContract.changeDeal, {
    params: { id: deal.id },
    body: { changedAt: now.deal.changedAt, changes },
  })
  expect((await ada.call(actionsContract.actions, { query: { owner: 'me' } })).body.actions).toMatchObject([
    { title: 'Send the offer', about: { ...deal, title: null, path: null } },
  ])
  const moved = await mona.call(actionsContract.changeAction, { params, body: { ownerId: team.people.bo } })
  expect(moved.body).toMatchObject({ ownerName: 'Bo Rep' })
  expect((await inboxOf(bo)).notices).toMatchObject([{ kind: 'given', about: { title: 'Pumps for Laurel' } }])
})

test('another domain adds an action in its own transaction, once for each cause while it is open', async () => {
  const add = () =>
    transact(team.app.work, (writing) =>
      addAction(writing, {
        title: 'Give this deal a new close date',
        ownerId: team.people.bo,
        dueOn: '2026-01-20',
        about: deal,
        cause: `practices.overdue ${deal.id}`,
      }),
    )
  const id = await add()
  expect(await add()).toBe(id)
  const { actions } = (await bo.call(actionsContract.actions, { query: deal })).body
  expect(actions.find((each) => each.id === id)).toMatchObject({ addedBy: 'Drumbeat', ownerName: 'Bo Rep' })
  await bo.call(actionsContract.finishAction, { params: { id } })
  expect(await add()).not.toBe(id)
})

test('an inbox is sent on by mail and to a chat: things together, only what its reader may see, nothing twice, at no quiet hour', async () => {
  const said: { text: string }[] = []
  let answers = 200
  const chat = createServer((request, reply) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part
    })
    request.on('end', () => {
      if (answers === 200) said.push(JSON.parse(body))
      reply.writeHead(answers).end('no_service')
    })
  })
  await new Promise<void>((up) => chat.listen(0, '127.0.0.1', up))
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-mails-'))
  const smtpUrl = pathToFileURL(folder).href
  const workspace = Object.create(team.app.workspace, { smtpUrl: { value: smtpUrl } }) as TestApp['workspace']
  const tell = () => sendNotifications(workspace, new AbortController().signal)
  const mails = () => readdir(folder)
  try {
    team.at('2026-01-14T09:00:00Z')
    const draft = {
      name: 'Valves for Laurel',
      stageId: team.stages.offer,
      ownerId: team.people.ada,
      amountMinor: 90_00,
    }
    const own = { noun: 'deal', id: (await team.admin.call(crmContract.addDeal, { body: draft })).body.deal!.id }
    const wish = {
      mail: 'daily',
      chat: 'soon',
      quietFrom: 1200,
      quietTo: 420,
      dailyAt: 480,
      onWeekends: false,
    } as const
    expect((await ada.call(notificationsContract.changeNotifications, { body: wish })).body).toMatchObject({
      code: 'no-chat',
    })
    const chatUrl = `http://127.0.0.1:${(chat.address() as AddressInfo).port}/services/secret`
    const kept = await ada.call(notificationsContract.changeNotifications, { body: { ...wish, chatUrl } })
    expect(kept.body).toMatchObject({ chat: 'soon', chatHost: expect.stringContaining('127.0.0.1') })
    expect(JSON.stringify([kept.body, (await team.admin.call(auditContract.list)).body])).not.toContain('secret')
    await tell()
    expect([said, await mails()]).toEqual([[], []]) // what came before is not told

    for (const text of ['First', 'Second']) {
      team.at('2026-01-14T09:01:00Z')
      const body = { ...own, text: `${text}, @[${team.people.ada}]` }
      expect(await mona.call(actionsContract.comment, { body })).toMatchObject({ status: 200 })
    }
    await tell()
    expect(said).toEqual([]) // gathered for two minutes
    team.at('2026-01-14T09:04:00Z')
    answers = 404
    await tell()
    expect(await mails()).toHaveLength(1)
    expect((await ada.call(notificationsContract.settings)).body.chatProblem).toBe('Answered 404: no_service')
    answers = 200
    team.at('2026-01-14T21:30:00Z')
    await tell()
    expect(said).toEqual([]) // 21:30 is quiet
    team.at('2026-01-15T07:30:00Z')
    await tell()
    await tell()
    expect(said).toHaveLength(1)
    expect(said[0]!.text).toContain('2 new things')
    expect(said[0]!.text).toContain('Mona Manager mentioned you (Valves for Laurel): First, @\u200bAda Rep')
    expect(await mails()).toHaveLength(1)

    team.at('2026-01-15T09:00:00Z')
    await mona.call(actionsContract.comment, { body: { ...own, text: `Third, @[${team.people.ada}]` } })
    const { body: now } = await team.admin.call(crmContract.dealDetail, { params: { id: own.id } })
    const owner = { changes: { ownerId: team.people.cleo }, changedAt: now.deal.changedAt }
    await team.admin.call(crmContract.changeDeal, { params: { id: own.id }, body: owner })
    team.at('2026-01-15T09:30:00Z')
    await tell()
    expect(said).toHaveLength(1) // Ada does not see the deal any more
  } finally {
    chat.close()
    await rm(folder, { recursive: true })
  }
})

test('an erased person stands in no comment by name', async () => {
  const text = `@[${team.people.bo}], is it signed?`
  await mona.call(actionsContract.comment, { body: { ...deal, text } })
  await team.admin.call(peopleContract.erase, { params: { id: team.people.bo } })
  const reply = await mona.call(actionsContract.comments, { query: deal })
  expect(reply.body.comments.at(-1)).toMatchObject({ text, mentions: [{ name: expect.not.stringContaining('Bo') }] })
  expect(JSON.stringify(reply.body)).not.toContain('Bo Rep')
})
