import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { transact, type Work } from '#platform/transaction.ts'
import { type MadeElsewhere, madeOf } from './lines.ts'

/** How many forecasts came in, and the numbers of the lines that were none. */
export type Taken = { taken: number; leftOut: number[] }

/**
 * Copies forecasts that were made elsewhere beside the tables of the product, all or none, and asks for a run: it takes those whose
 * input is still the same, makes the others itself, makes all add up, and publishes them as ever.
 */
export async function takeForecasts(work: Work, lines: AsyncIterable<string>): Promise<Taken> {
  const told: Taken = { taken: 0, leftOut: [] }
  const client = await work.workspace.pool.connect()
  let broken = true
  try {
    await client.query('begin')
    await client.query(`create temp table brought (grain text not null, measure text not null, node text not null,
      input text not null, forecast jsonb not null) on commit drop`)
    await pipeline(
      Readable.from(copyLines(lines, told), { objectMode: true }),
      client.query(copyFrom('copy brought (grain, measure, node, input, forecast) from stdin')),
    )
    await client.query(`insert into demand.made_elsewhere (grain, measure, node, input, forecast)
      select distinct on (grain, measure, node) grain, measure, node, input, forecast from brought
      on conflict (grain, measure, node) do update set input = excluded.input, forecast = excluded.forecast`)
    await client.query('commit')
    broken = false
  } finally {
    client.release(broken)
  }
  await transact(work, async ({ tx, audit }) => {
    await audit({
      command: 'demand.take-forecasts',
      noun: 'demand',
      subjectId: null,
      summary: `Took in ${told.taken} forecasts made elsewhere`,
    })
    await work.workspace.jobs.send('demand.refresh-forecasts', {}, { tx })
  })
  return told
}

async function* copyLines(lines: AsyncIterable<string>, told: Taken): AsyncGenerator<string> {
  let number = 0
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    const made = madeOf(line)
    if (!made) {
      told.leftOut.push(number)
      continue
    }
    told.taken++
    yield rowOf(made)
  }
}

function rowOf({ grain, measure, node, input, forecast }: MadeElsewhere): string {
  return `${[grain, measure, node, input, JSON.stringify(forecast)].map(escaped).join('\t')}\n`
}

const marks: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A value as COPY's text form writes it. */
function escaped(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (mark) => marks[mark]!)
}
