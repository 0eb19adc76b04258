import { setTimeout as sleep } from 'node:timers/promises'
import { memoryOf } from '../parts/cpu.ts'
import { forecastAll, type OrderCompany, openOrderCompany, untilCaughtUp } from './order-company.ts'

const SERIES = Number(process.env.SERIES ?? 2000)
const LINES = Number(process.env.LINES ?? 1_000_000)
const SENDERS = Number(process.env.SENDERS ?? 5)
/** Every so many lines one names an item that is not there; each sender sends the first lines again when it is through. */
const BAD_EVERY = 1000
const AGAIN = 10_000
const DAYS = 20

type Receipt = { received: number; placed: number; known: number; refused: number }
type Sent = Receipt & { waits: number; withoutTime: number; broken: number }

/** A million order events from several senders at once: who is told to wait, what the server holds meanwhile, what is lost or doubled. */
export async function run(): Promise<string> {
  process.env.ONLY_FORECASTS = '1'
  const company = await openOrderCompany({ series: SERIES })
  try {
    await forecastAll(company)
    const texts = Array.from({ length: SENDERS }, (_, sender) => ndjson(company, sender))
    const pid = company.product().child.pid!
    const memory = watched(pid)
    const before = memoryOf(pid)
    const began = performance.now()
    const sent = await Promise.all(texts.map((text) => send(company, text)))
    const taken = (performance.now() - began) / 1000
    const again = await Promise.all(texts.map((text) => send(company, text.split('\n', AGAIN).join('\n'))))
    const caughtUp = await untilCaughtUp(company)
    const peak = memory.stop()
    const [books] = await company.ask<{ lines: number; orders: number; refused: number }>(
      `select (select count(*)::int from crm.order_line where order_number like 'F%' and ended_at is null) as lines,
         (select count(distinct order_number)::int from crm.order_line where order_number like 'F%' and ended_at is null) as orders,
         (select count(*)::int from crm.event_refused) as refused`,
    )
    const [sums] = await company.ask<{ apart: number }>(
      `select count(*)::int as apart from (
         select date_trunc('month', ordered_on)::date as starts_on, sum(quantity) as q from crm.order_line
         where ended_at is null and ordered_on >= date_trunc('month', current_date - ${DAYS}) group by 1) o
       full join (select starts_on, sum(quantity) as q from demand.history where grain = 'month'
         and starts_on >= date_trunc('month', current_date - ${DAYS}) group by 1) h using (starts_on)
       where o.q is distinct from h.q`,
    )
    const of = (those: Sent[], name: keyof Sent) => those.reduce((sum, each) => sum + each[name], 0)
    const bad = LINES / BAD_EVERY
    const badAgain = (SENDERS * AGAIN) / BAD_EVERY
    return [
      `${LINES.toLocaleString('en')} order events of ${SENDERS} senders at once, ${Math.round(texts[0]!.length / 1e6)} MB of NDJSON each, beside ${(4 * company.seriesOfView).toLocaleString('en')} series; one line of ${BAD_EVERY} names no item; each sender sends its first ${AGAIN.toLocaleString('en')} again.`,
      '',
      '| what | measured | expected |',
      '|---|---|---|',
      `| taken, with all waits of the senders | ${taken.toFixed(0)} s, ${Math.round(LINES / taken).toLocaleString('en')} lines/s | |`,
      `| told to wait (429), of them without Retry-After | ${of(sent, 'waits') + of(again, 'waits')}, ${of(sent, 'withoutTime') + of(again, 'withoutTime')} | > 0, 0 |`,
      `| requests whose connection broke | ${of(sent, 'broken') + of(again, 'broken')} | 0 |`,
      `| memory of the server before, at its highest | ${Math.round(before)}, ${Math.round(peak)} MiB | bounded |`,
      `| placed, refused with a reason | ${of(sent, 'placed')}, ${of(sent, 'refused')} | ${LINES - bad}, ${bad} |`,
      `| known when sent again, refused again | ${of(again, 'known')}, ${of(again, 'refused')} | ${SENDERS * AGAIN - badAgain}, ${badAgain} |`,
      `| refused records kept | ${books!.refused} | ${bad + badAgain} |`,
      `| lost | ${LINES - bad - books!.orders} | 0 |`,
      `| doubled | ${books!.lines - books!.orders} | 0 |`,
      `| sums and forecasts caught up after the last line | ${caughtUp.toFixed(1)} s | |`,
      `| months whose followed sum is not that of the lines | ${sums!.apart} | 0 |`,
    ].join('\n')
  } finally {
    await company.close()
  }
}

/** Sends as a well-behaved program does: told to wait, it waits as long as it is told and sends again. */
async function send(company: OrderCompany, text: string): Promise<Sent> {
  const counts = { waits: 0, withoutTime: 0, broken: 0 }
  for (;;) {
    try {
      const reply = await fetch(`${company.product().url}/api/crm/orders/events/bulk`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${company.token}`,
          'content-type': 'application/x-ndjson',
          'x-drumbeat': '1',
        },
        body: text,
      })
      if (reply.status === 200) return { ...((await reply.json()) as Receipt), ...counts }
      if (reply.status !== 429) throw new Error(`${reply.status}: ${await reply.text()}`)
      await reply.text()
      counts.waits++
      const seconds = Number(reply.headers.get('retry-after') ?? 0)
      if (seconds === 0) counts.withoutTime++
      await sleep(1000 * (seconds || 1))
    } catch (error) {
      if (!(error instanceof TypeError) || ++counts.broken > 50) throw error
      await sleep(1000)
    }
  }
}

function watched(pid: number): { stop: () => number } {
  let highest = 0
  const look = () => {
    highest = Math.max(highest, memoryOf(pid))
  }
  const timer = setInterval(look, 100)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return highest
    },
  }
}

function ndjson({ items }: OrderCompany, sender: number): string {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
  const days = Array.from({ length: DAYS }, (_, back) => day(back))
  const own = Math.round(LINES / SENDERS)
  return Array.from({ length: own }, (_, at) => {
    const n = sender * own + at
    const item = at % BAD_EVERY === 0 ? 'none' : `I${1 + ((n * 7919) % items)}`
    return JSON.stringify({
      ...{ key: `flood-${n}`, order: `F${n}`, orderedOn: days[n % DAYS], quantity: String(1 + (n % 9)) },
      ...{ amount: `${(n % 997) + 1}.50`, item, territory: `Territory ${1 + (n % 4)}` },
    })
  }).join('\n')
}
