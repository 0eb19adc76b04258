import { setTimeout as sleep } from 'node:timers/promises'
import { cpuOf, cpuOfTree } from '../parts/cpu.ts'
import { forecastAll, type OrderCompany, openOrderCompany, untilCaughtUp } from './order-company.ts'

const SERIES = Number(process.env.SERIES ?? 20_000)
const LINES = Number(process.env.LINES ?? 200_000)
/** Lines of the running month move forecasts; with DAYS beyond it, closed months change and models are fitted anew. */
const DAYS = Number(process.env.DAYS ?? 20)

/** LINES order lines as NDJSON in one request: lines a second until acknowledged, and seconds until sums and forecasts hold them all. */
export async function run(): Promise<string> {
  process.env.ONLY_FORECASTS = '1'
  const company = await openOrderCompany({ series: SERIES })
  try {
    await forecastAll(company)
    await calm(company)
    const text = ndjson(company)
    const body = new TextEncoder().encode(text)
    const copied = await copySeconds(company)
    const pid = company.product().child.pid!
    const cpu = () => ({ server: cpuOf(pid), all: cpuOfTree(pid) })
    const before = cpu()
    const began = performance.now()
    const reply = await fetch(`${company.product().url}/api/crm/orders/events/bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${company.token}`, 'content-type': 'application/x-ndjson', 'x-drumbeat': '1' },
      body,
    })
    const receipt = (await reply.json()) as { placed: number; refused: number }
    const taken = (performance.now() - began) / 1000
    const acknowledged = cpu()
    const caughtUp = await untilCaughtUp(company)
    const caught = cpu()
    const [books] = await company.ask<{ lines: number; orders: number }>(
      `select count(*)::int as lines, count(distinct order_number)::int as orders from crm.order_line
       where order_number like 'B%' and ended_at is null`,
    )
    return [
      `${LINES.toLocaleString('en')} order lines (${Math.round(body.length / 1e6)} MB of NDJSON) of the last ${DAYS} days in one request, beside ${(4 * company.seriesOfView).toLocaleString('en')} series that are forecast (bar: 20,000 series).`,
      '',
      '| what | measured | bar |',
      '|---|---|---|',
      `| taken: checked, resolved, written, acknowledged | ${Math.round(LINES / taken).toLocaleString('en')} lines/s | >= 20,000 |`,
      `| CPU a line until acknowledged: server, PostgreSQL | ${perLine(before, acknowledged)} µs | |`,
      `| CPU a line from then until caught up: server, PostgreSQL | ${perLine(acknowledged, caught)} µs | |`,
      `| baseline: lines copied by insert ... select within PostgreSQL | ${Math.round(company.orderLines / copied).toLocaleString('en')} lines/s | |`,
      `| sums and forecasts caught up after the last line | ${caughtUp.toFixed(1)} s | <= 10 s |`,
      `| lines acknowledged as placed, refused | ${receipt.placed}, ${receipt.refused} | ${LINES}, 0 |`,
      `| lost | ${LINES - books!.orders} | 0 |`,
      `| doubled | ${books!.lines - books!.orders} | 0 |`,
    ].join('\n')
  } finally {
    await company.close()
  }
}

type Cpu = { server: number; all: number }

function perLine(from: Cpu, to: Cpu): string {
  const server = to.server - from.server
  return [server, to.all - from.all - server].map((ms) => Math.round((1000 * ms) / LINES)).join(', ')
}

function ndjson({ items }: OrderCompany): string {
  const today = Date.now()
  const day = (back: number) => new Date(today - back * 86_400_000).toISOString().slice(0, 10)
  const days = Array.from({ length: DAYS }, (_, back) => day(back))
  return Array.from({ length: LINES }, (_, n) =>
    JSON.stringify({
      ...{ key: `bulk-${n}`, order: `B${n}`, orderedOn: days[n % DAYS], quantity: String(1 + (n % 9)) },
      ...{ amount: `${(n % 997) + 1}.50`, item: `I${1 + ((n * 7919) % items)}`, territory: `Territory ${1 + (n % 4)}` },
    }),
  ).join('\n')
}

/** Seconds for all order lines of the company copied within PostgreSQL into an empty table with the same indexes. */
async function copySeconds(company: OrderCompany): Promise<number> {
  await company.ask('create table public.copied (like crm.order_line including all)')
  const began = performance.now()
  await company.ask('insert into public.copied select * from crm.order_line')
  const seconds = (performance.now() - began) / 1000
  await company.ask('drop table public.copied')
  return seconds
}

async function calm(company: OrderCompany): Promise<void> {
  for (;;) {
    const [jobs] = await company.ask<{ n: number }>(
      "select count(*)::int as n from pgboss.job where state in ('active', 'retry') or (state = 'created' and start_after <= now())",
    )
    if (jobs!.n === 0) return
    await sleep(500)
  }
}
