import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, it } from 'vitest'
import { runDealOutlookCommand } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'drumbeat-deal-outlook-'))
const model = join(folder, 'model.json')
afterAll(() => rmSync(folder, { recursive: true }))

/** Deals whose sector decides much and whose owner decides nothing; the last three are open. */
const rows = Array.from({ length: 500 }, (_, i) => {
  const sector = ['hotels', 'cafés', 'retail'][scrambled(3 * i, 3)]!
  const won = scrambled(3 * i + 1, 100) < { hotels: 92, cafés: 50, retail: 8 }[sector]!
  const day = `2025-${String(1 + Math.floor(i / 42)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`
  return `D${i},${i > 496 ? '' : won ? 'Won' : 'Lost'},${sector},${i % 9 ? 100 + scrambled(3 * i + 2, 50) : ''},${day}`
})
const file = ['id,outcome,sector,amount,created', ...rows].join('\n')

describe('drumbeat deal-outlook', () => {
  it('learns from closed deals, says how good it is beside the base rate, and leaves open ones out', async () => {
    const { code, out, err } = await run(
      ['fit', '--target', 'outcome', '--time', 'created', '--id', 'id', '--model', model],
      file,
    )
    expect(err).toBe('3 of 500 rows left out: outcome holds no outcome.\n')
    expect(code).toBe(3)
    expect(out).toContain('verdict            usable signal')
    expect(out).toMatch(/AUC {16}0\.[78]\d+ {5}0\.5000/)
  })

  it('scores with reasons that sum to the log odds', async () => {
    const { code, out } = await run(['score', '--model', model, '--id', 'id', '--reasons', '1'], file)
    const scored: Record<string, string>[] = parse(out, { columns: true })
    expect([code, scored.length]).toEqual([0, 500])
    for (const { probability, log_odds, baseline, reasons } of scored) {
      const parts = [...reasons!.matchAll(/: ([-+][\d.e-]+)/g)].map((match) => Number(match[1]))
      const sum = parts.reduce((total, part) => total + part, Number(baseline))
      expect(Math.abs(sum - Number(log_odds))).toBeLessThan(1e-9)
      expect(Math.abs(1 / (1 + Math.exp(-sum)) - Number(probability))).toBeLessThan(1e-9)
    }
    expect(scored[0]!.reasons).toMatch(/^sector: \+/)
  })

  it('keeps to a fixed split, measures only on its test rows, and writes to a file', async () => {
    const lines = file.split('\n').map((line, i) => `${line},${i === 0 ? 'part' : i % 4 ? 'train' : 'test'}`)
    const asked = [
      '--target',
      'outcome',
      '--split',
      'part',
      '--numeric',
      'amount',
      '--categorical',
      'sector',
      '--dates',
      'created',
    ]
    const { out } = await run(['fit', ...asked, '--model', model], lines.join('\n'))
    expect(out).toContain('measured on        124 rows')
    const scores = join(folder, 'scores.csv')
    expect((await run(['score', '--model', model, '--out', scores, '--reasons', '0'], file)).code).toBe(0)
    expect(readFileSync(scores, 'utf8').split('\n')).toHaveLength(502)
  })

  it('warns of a column that alone tells the outcome', async () => {
    const lines = file
      .split('\n')
      .map((line, i) => `${line},${i === 0 ? 'paid,note' : line.includes('Won') ? '500,settled' : ','}`)
    const { err } = await run(['fit', '--target', 'outcome', '--time', 'created', '--model', model], lines.join('\n'))
    expect(err).toContain('paid alone tells the outcome')
    expect(err).toContain('note alone tells the outcome')
  })

  it.each([
    ['no verb', [], 'A verb is missing'],
    ['an unknown verb', ['guess'], '"guess"'],
    ['no target', ['fit', '--model', 'x'], '--target is missing'],
    ['two ways of holding back', ['fit', '--target', 'a', '--model', 'x', '--time', 'b', '--split', 'c'], 'give one'],
    ['an unknown option', ['fit', '--fast'], '--fast'],
    ['reasons that are no number', ['score', '--model', 'x', '--reasons', 'all'], '--reasons all'],
  ])('%s is wrong usage and leaves with 2', async (_, args, named) => {
    const { code, err, out } = await run(args, '')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(named)
  })

  it.each([
    ['an empty file', '', {}, 'input is empty'],
    ['a missing column', 'a,b\n1,2\n', {}, 'There is no column "outcome". The file has a, b'],
    ['a target of other words', 'outcome,x\nbig,1\nsmall,2\n', {}, '"big", which is neither won nor lost'],
    ['a value that never comes', 'outcome,x\nbig,1\nsmall,2\n', { positive: 'huge' }, 'never "huge"'],
    ['words among numbers', 'outcome,x\n1,2\n0,two\n', { numeric: 'x' }, 'Row 2: "two" in x is not a number'],
    ['no outcome at all', 'outcome,x\n,2\n,3\n', {}, 'has no values'],
    ['rows of other lengths', 'outcome,x\n1,2,3\n', {}, 'cannot be read'],
    [
      'a date that no row tells',
      'outcome,on\n1,03/04/2026\n0,05/06/2026\n',
      { dates: 'on' },
      'Say --day-order dmy or mdy',
    ],
  ])('%s is refused, naming it, with 1', async (_, content, more, named) => {
    const options = Object.entries(more).flatMap(([name, value]) => [`--${name}`, value as string])
    const { code, err } = await run(['fit', '--target', 'outcome', '--model', model, ...options], content)
    expect(code).toBe(1)
    expect(err).toContain(named)
  })

  it('reads what Excel writes in Germany: semicolons, decimal commas, days first, the letters of Windows', async () => {
    const lines = rows.slice(0, 200).map((row) => {
      const [id, outcome, sector, amount, day] = row.split(',')
      const euros = amount
        ? `${(Number(amount) * 12.5)
            .toFixed(1)
            .replace(/\B(?=(\d{3})+\.)/g, '§')
            .replace('.', ',')
            .replace('§', '.')} €`
        : ''
      return [id, outcome, sector, euros, day!.split('-').reverse().join('.')].join(';')
    })
    const german = Buffer.from(
      ['id;outcome;sector;amount;created', ...lines].join('\r\n').replaceAll('€', '\u0080'),
      'latin1',
    )
    const { code, out, err } = await run(['fit', '--target', 'outcome', '--id', 'id', '--model', model], german)
    expect([code, err]).toEqual([0, 'The input is not UTF-8: it was read as Windows-1252.\n'])
    expect(out).toContain('numeric            amount\ncategorical        sector\ndates              created\n')
    expect(JSON.parse(readFileSync(model, 'utf8'))).toMatchObject({
      kinds: { commas: ['amount'], dayOrders: { created: 'dmy' } },
    })
    const scored = await run(
      ['score', '--model', model, '--id', 'id'],
      'id;sector;amount;created\nX;cafés;1.250,5 €;31.12.2025',
    )
    expect(scored.out.split('\n')[1]).toMatch(/^X,0\.\d+,/)
  })

  it('says where one word keeps a column of numbers from being one', async () => {
    const odd = file.split('\n').map((line, i) => `${line},${i === 0 ? 'price' : i === 7 ? 'tba' : i}`)
    const { err } = await run(['fit', '--target', 'outcome', '--time', 'created', '--model', model], odd.join('\n'))
    expect(err).toContain('price is not taken as numbers, as it also says "tba"')
  })

  it('a model that is none is refused', async () => {
    writeFileSync(join(folder, 'odd.json'), '{"format":"x"}')
    const { code, err } = await run(['score', '--model', join(folder, 'odd.json')], file)
    expect([code, err]).toEqual([1, expect.stringContaining('not a deal score')])
  })
})

function scrambled(n: number, below: number): number {
  const mixed = Math.imul(n + 1, 0x9e3779b1)
  return (Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77) >>> 8) % below
}

async function run(argv: string[], input: string | Buffer): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough({ highWaterMark: 1e8 }), new PassThrough()]
  const code = await runDealOutlookCommand(argv, { stdin: Readable.from([input]), stdout, stderr })
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') }
}
