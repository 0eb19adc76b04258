import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { addWebhook, replay } from '#integrations/webhooks/change.tx.ts'
import { isAnythingDue } from '#integrations/webhooks/due.sql.ts'
import { deliverDue } from '#integrations/webhooks/lanes.io.ts'
import { permissionsOf } from '#platform/auth/session.ts'
import { openLog } from '#platform/log.ts'
import { systemActor, transact } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { openWorkspace } from '#workspaces.ts'
import { inNewDatabase } from '../parts/database.ts'
import { npmWith } from '../peers/npm.ts'

const events = 10_000
const subjects = 500
const slowMs = 100

/** The library of the Standard Webhooks project, which has no line of ours. */
type Library = { Webhook: new (secret: string) => { sign: (id: string, at: Date, body: string) => string } }

function standardWebhooks(): Library {
  const { folder, missing } = npmWith(['standardwebhooks'])
  if (missing) throw new Error(missing)
  return createRequire(join(folder, 'package.json'))('standardwebhooks') as Library
}

type Got = { id: string; subject: string; seq: number; accepted: boolean; valid: boolean }

/**
 * Sends 10,000 events about 500 deals to a receiver that fails 30 % of the calls and is slow at 5 %; the waits between attempts
 * are skipped by moving the clock. Fails unless each came at least once, in order per deal, with the signature that the library of Standard Webhooks makes; what was given up after nine failed attempts is replayed, as an administrator would. The baseline
 * is the same number of bare POSTs of the same size to a receiver that never fails, 32 at a time.
 */
export async function run(): Promise<string> {
  return inNewDatabase('webhooks', async ({ address, dataDir }) => {
    return await measure({ address, dataDir })
  })
}

async function measure({ address, dataDir }: { address: string; dataDir: string }): Promise<string> {
  let now = Date.parse('2026-11-23T12:00:00Z')
  const { workspace, close } = await openWorkspace({
    name: 'main',
    basePath: '',
    isDemo: false,
    address,
    dataDir,
    publicUrl: 'http://127.0.0.1',
    smtpUrl: null,
    clock: () => new Date(now),
    log: openLog('fatal'),
  })
  const flaky = await openReceiver({ fails: 0.3, slow: 0.05 })
  const steady = await openReceiver({ fails: 0, slow: 0 })
  try {
    const { id, secret } = await subscribe(workspace, flaky.url)
    flaky.secret.push(secret)
    flaky.webhookId.push(id)
    await emitAll(workspace)
    const cpu = process.cpuUsage()
    const began = performance.now()
    const deliverAll = async () => {
      do {
        await deliverDue(workspace, new AbortController().signal)
        now += 12 * 3_600_000
      } while (await isAnythingDue(workspace.db, new Date(now).toISOString()))
    }
    await deliverAll()
    const { rows: dead } = await workspace.pool.query<{ id: string }>(
      "select id from integrations.delivery where state = 'dead'",
    )
    if (dead.length > 0) {
      const holder = { madeBy: null, permissions: permissionsOf(workspace, 'owner') }
      await replay({ workspace, actor: systemActor }, holder, { id: flaky.webhookId[0]!, deliveryIds: null })
      await deliverAll()
    }
    const replayed = new Set(dead.map(({ id }) => `msg_${id}`))
    const seconds = (performance.now() - began) / 1000
    const { user, system } = process.cpuUsage(cpu)
    const bare = await bareSeconds(steady.url)
    return verdict({ got: flaky.got, replayed, seconds, cpu: (user + system) / 1e6, bare })
  } finally {
    await Promise.all([flaky.close(), steady.close()])
    await close()
  }
}

async function subscribe(workspace: Workspace, url: string): Promise<{ id: string; secret: string }> {
  const email = 'owner@example.com'
  const userId = await workspace.auth.createUser({
    name: 'Owner',
    email,
    role: 'owner',
    personId: null,
    password: null,
  })
  const permissions = permissionsOf(workspace, 'owner')
  const given = { userId, permissions, name: 'Flaky', url, events: ['crm.deal.changed'] }
  return addWebhook({ workspace, actor: systemActor }, given)
}

async function emitAll(workspace: Workspace): Promise<void> {
  for (let from = 0; from < events; from += 500) {
    await transact({ workspace, actor: systemActor }, async ({ emit }) => {
      for (let at = from; at < from + 500; at++) {
        await emit('crm.deal.changed', { dealId: subjectOf(at % subjects), seq: Math.floor(at / subjects) })
      }
    })
  }
}

function subjectOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

async function openReceiver({ fails, slow }: { fails: number; slow: number }) {
  const { Webhook } = standardWebhooks()
  const got: Got[] = []
  const secret: string[] = []
  const webhookId: string[] = []
  let seed = 7
  const share = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      const accepted = share() >= fails
      const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers
      const [key] = secret
      const right = key && new Webhook(key).sign(String(id), new Date(Number(at) * 1000), body)
      const { data } = JSON.parse(body) as { data: { dealId: string; seq: number } }
      got.push({ id: String(id), subject: data.dealId, seq: data.seq, accepted, valid: signature === right })
      const answer = () => {
        response.statusCode = accepted ? 200 : 500
        response.end()
      }
      if (share() < slow) setTimeout(answer, slowMs)
      else answer()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { url, got, secret, webhookId, close: () => new Promise((closed) => server.close(closed)) }
}

async function bareSeconds(url: string): Promise<number> {
  const body = JSON.stringify({ type: 'crm.deal.changed', data: { dealId: subjectOf(1), seq: 1 } })
  const began = performance.now()
  for (let at = 0; at < events; at += 32) {
    await Promise.all(
      Array.from({ length: Math.min(32, events - at) }, async () => {
        const answer = await fetch(url, { method: 'POST', body })
        await answer.arrayBuffer()
      }),
    )
  }
  return (performance.now() - began) / 1000
}

function verdict(told: { got: Got[]; replayed: Set<string>; seconds: number; cpu: number; bare: number }): string {
  const { got, replayed, seconds, cpu, bare } = told
  const accepted = got.filter((each) => each.accepted)
  const delivered = new Set(accepted.map(({ id }) => id)).size
  const invalid = got.filter(({ valid }) => !valid).length
  const last = new Map<string, number>()
  let outOfOrder = 0
  for (const { id, subject, seq } of accepted) {
    // What was given up comes after what came later about the same deal.
    if (replayed.has(id)) continue
    if (seq < (last.get(subject) ?? -1)) outOfOrder++
    last.set(subject, seq)
  }
  const lines = [
    '| what | figure |',
    '|---|---|',
    `| events | ${events}, about ${subjects} deals |`,
    `| calls, of which failed | ${got.length}, ${got.length - accepted.length} |`,
    `| given up after nine attempts, then replayed | ${replayed.size} |`,
    `| delivered at least once | ${delivered} |`,
    `| delivered more than once | ${accepted.length - delivered} |`,
    `| out of order | ${outOfOrder} |`,
    `| signatures that are not those of the library standardwebhooks | ${invalid} |`,
    `| time, s (CPU, s) | ${seconds.toFixed(1)} (${cpu.toFixed(1)}) |`,
    `| messages a second | ${Math.round(events / seconds)} |`,
    `| baseline: ${events} bare POSTs, s | ${bare.toFixed(1)} |`,
  ]
  if (delivered !== events || outOfOrder > 0 || invalid > 0) throw new Error(lines.join('\n'))
  return lines.join('\n')
}
