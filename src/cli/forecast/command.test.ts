import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { runForecastCommand } from './command.ts'

const folder = mkdtempSync(join(tmpdir(), 'drumbeat-forecast-'))
afterAll(() => rmSync(folder, { recursive: true }))

const usual = ['--horizon', '3', '--season-length', '4']

async function forecast(input: string | Iterable<string | Buffer>, argv: readonly string[] = usual) {
  const written = { out: '', err: '' }
  const into = (key: keyof typeof written) =>
    new Writable({
      write(chunk, _, done) {
        written[key] += chunk
        if (key === 'out') setImmediate(done)
        else done()
      },
      highWaterMark: 64,
    })
  const stdin = Readable.from(typeof input === 'string' ? [Buffer.from(input)] : input)
  const code = await runForecastCommand(argv, { stdin, stdout: into('out'), stderr: into('err') })
  return { code, ...written, rows: written.out.trim().split('\n').slice(1) }
}

function lines(id: string, values: readonly (number | string)[], from = 1): string {
  return values.map((value, t) => `${id},${from + t},${value}\n`).join('')
}

const header = 'unique_id,ds,y\n'
/** Forty periods of a demand that comes ever more rarely. */
const fading = (i: number) =>
  Array.from({ length: 40 }, (_, t) =>
    ((t * 7919 + i * 104729) % 97) / 97 < 0.7 * Math.exp(-t / 18) ? 1 + ((i + t) % 3) : 0,
  )
/** Forty periods of a level and noise without a season. */
const level = (i: number) =>
  Array.from({ length: 40 }, (_, t) => 100 + (((t * 7919 + i * 104729 + t * t * i) % 97) % 41))
const wave = Array.from({ length: 24 }, (_, t) => 50 + t + [0, 9, 4, -6][t % 4]!)

describe('drumbeat forecast', () => {
  it('writes one row per series and step, in order, with the intervals asked for', async () => {
    const { code, out, err, rows } = await forecast(header + lines('A', wave) + lines('B', wave.slice(0, 12)))
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n')[0]).toBe('unique_id,step,mean,lo80,hi80,lo95,hi95')
    expect(rows.map((row) => row.split(',').slice(0, 2).join())).toEqual(['A,1', 'A,2', 'A,3', 'B,1', 'B,2', 'B,3'])
    for (const row of rows) {
      const [mean, lo80, hi80, lo95, hi95] = row.split(',').slice(2).map(Number) as [
        number,
        number,
        number,
        number,
        number,
      ]
      expect([lo95, lo80, mean, hi80, hi95]).toEqual([lo95, lo80, mean, hi80, hi95].toSorted((a, b) => a - b))
    }
    const one = await forecast(header + lines('A', wave), [...usual, '--levels', '90'])
    expect(one.out.split('\n')[0]).toBe('unique_id,step,mean,lo90,hi90')
  })

  it('reads quotes, commas and line breaks in names, CRLF, a byte order mark, and text cut anywhere', async () => {
    const plain = await forecast(header + lines('A', wave))
    const text = `\uFEFF${header}${lines('"x, ""y""\nz"', wave)}`
      .replaceAll('\n', '\r\n')
      .replaceAll('""\r\nz', '""\nz')
    const cut = Array.from(Buffer.from(text), (byte) => Buffer.of(byte))
    const odd = await forecast(cut)
    expect({ code: odd.code, err: odd.err }).toEqual({ code: 0, err: '' })
    expect(odd.out.replaceAll('"x, ""y""\nz"', 'A')).toBe(plain.out)
  })

  it('gives a series the same forecast wherever it stands: two halves make the whole', async () => {
    const [first, second] = [
      lines('A', wave) + lines('B', wave.toReversed()),
      lines(
        'C',
        wave.map((v) => v * v),
      ),
    ]
    const whole = await forecast(header + first + second)
    const halves = [await forecast(header + first), await forecast(header + second)]
    expect(halves.flatMap(({ rows }) => rows)).toEqual(whole.rows)
  })

  it('takes an empty y and a gap in ds for the same missing value', async () => {
    const gap = header + lines('A', wave.slice(0, 10)) + lines('A', wave.slice(11), 12)
    const empty = header + lines('A', [...wave.slice(0, 10), '', ...wave.slice(11)])
    expect((await forecast(gap)).out).toBe((await forecast(empty)).out)
  })

  it('finds the step of dates: months by month ends, with a missing month seen', async () => {
    const ends = Array.from({ length: 24 }, (_, t) => new Date(Date.UTC(2024, t + 1, 0)).toISOString().slice(0, 10))
    const rows = ends.map((ds, t) => `A,${ds},${wave[t]}\n`)
    const indexed = header + lines('A', wave.slice(0, 10)) + lines('A', wave.slice(11), 12)
    expect((await forecast(header + rows.toSpliced(10, 1).join(''))).out).toBe((await forecast(indexed)).out)
    const weekly = wave.map((y, t) => `A,${new Date(Date.UTC(2026, 0, 5 + 7 * t)).toISOString().slice(0, 10)},${y}\n`)
    expect((await forecast(header + weekly.join(''))).out).toBe((await forecast(header + lines('A', wave))).out)
  })

  it.each([
    ['text for a number', 'B,3,abc\n', 'line 5: series B has y "abc". Use a number'],
    ['a NaN', 'B,3,NaN\n', 'line 5: series B has y "NaN". Use a number'],
    ['a number too large', 'B,3,1e999\n', 'line 5: series B has y "1e999"'],
    ['no date', 'B,yesterday,3\n', 'line 5: series B has ds "yesterday". Use an integer or a date'],
    ['a day that is none', 'B,2026-02-30,3\n', 'line 5: series B has ds "2026-02-30"'],
    ['dates after integers', 'B,2026-02-28,3\n', 'after ds of another kind'],
    ['a ds twice', 'B,2,3\n', 'line 5: series B has ds "2" twice'],
    ['a ds out of order', 'B,1,3\n', 'line 5: series B has ds "1" out of order'],
    ['a field too few', 'B,3\n', 'line 5: series B has 2 fields where the header has 3'],
    ['a huge gap', 'B,99999999,3\n', 'series B: ds spans'],
    ['an open quote', 'B,3,"4\n', 'line 5: series B: a quote is opened and never closed'],
  ])('leaves a series out for %s, names it, and forecasts the rest', async (_, bad, message) => {
    const text = `${header}${lines('A', [1])}${lines('B', [1, 2])}${bad}${lines('C', wave)}`
    const { code, err, rows } = await forecast(text)
    expect(code).toBe(3)
    expect(err).toContain(message)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(new Set(rows.map((row) => row.split(',')[0]))).toEqual(new Set(['A', 'C']))
  })

  it('refuses a series that comes back after its rows ended', async () => {
    const { code, err, rows } = await forecast(header + lines('A', wave) + lines('B', wave) + lines('A', wave, 25))
    expect(code).toBe(3)
    expect(err).toBe(
      'line 50: series A appears again after its rows ended. Keep the rows of a series together. The series is left out.\n',
    )
    expect(rows).toHaveLength(6)
  })

  it('leaves out a series without any value, and a row without a name', async () => {
    const { code, err } = await forecast(`${header}A,1,\n,1,5\n`)
    expect(code).toBe(3)
    expect(err).toContain('series A: All values (1) are missing')
    expect(err).toContain('line 3: unique_id is empty')
  })

  it('writes the time each series took and why it fell back', async () => {
    const [timing, notes] = [join(folder, 'timing.csv'), join(folder, 'notes.csv')]
    const text = header + lines('long', wave) + lines('short', [3, 4])
    const { code } = await forecast(text, [...usual, '--timing', timing, '--notes', notes, '--model', 'ets'])
    expect(code).toBe(0)
    expect(readFileSync(timing, 'utf8')).toMatch(/^unique_id,ms\nlong,\d+\.\d{3}\nshort,\d+\.\d{3}\n$/)
    expect(readFileSync(notes, 'utf8')).toMatch(
      /^unique_id,note\nshort,.*ETS needs at least 5 values; got 2\. .*auto instead/,
    )
  })

  it('counts dates by the frequency given, and refuses two in one period', async () => {
    const dated = (dates: readonly string[]) => header + dates.map((ds, t) => `A,${ds},${wave[t]}\n`).join('')
    const scattered = wave.map(
      (_, t) =>
        `${2024 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')}-${String(1 + ((t * 11) % 28)).padStart(2, '0')}`,
    )
    const guessed = await forecast(dated(scattered))
    expect(guessed).toMatchObject({ code: 3, err: expect.stringContaining('Give --frequency day, business-day') })
    const told = await forecast(dated(scattered), [...usual, '--frequency', 'month'])
    expect(told.out).toBe((await forecast(header + lines('A', wave))).out)
    const twice = await forecast(dated(scattered), [...usual, '--frequency', 'quarter'])
    expect(twice.err).toContain('2024-01-01 and 2024-02-12 are in the same quarter. Give one value per quarter')
  })

  it('keeps forecasts at zero or above when asked', async () => {
    const falling = Array.from({ length: 16 }, (_, t) => 17 - t + (t % 2))
    const { rows } = await forecast(header + lines('A', falling), [...usual, '--non-negative'])
    expect(Math.min(...rows.flatMap((row) => row.split(',').slice(2).map(Number)))).toBeGreaterThanOrEqual(0)
  })

  it.each([
    [['--horizon', '3'], '--season-length is missing'],
    [['--horizon', 'x', '--season-length', '4'], '--horizon x: give a whole number'],
    [[...usual, '--model', 'prophet'], '--model prophet is unknown. Use one of auto, ets'],
    [[...usual, '--model', 'constructor'], '--model constructor is unknown'],
    [[...usual, '--levels', '80,100'], '--levels 80,100'],
    [[...usual, '--frequency', 'fortnight'], '--frequency fortnight: give one of day, business-day, week'],
    [[...usual, '--frobnicate'], "Unknown option '--frobnicate'"],
    [[...usual, 'in.csv'], 'in.csv'],
  ])('refuses %j before reading anything', async (argv, message) => {
    const { code, err, out } = await forecast('', argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })

  it('refuses input without the header or without anything', async () => {
    expect(await forecast('id,date,value\n1,2,3\n')).toMatchObject({
      code: 1,
      err: expect.stringContaining('id,date,value'),
    })
    expect(await forecast('')).toMatchObject({ code: 1, err: expect.stringContaining('The input is empty') })
  })

  it('reads and writes NDJSON with the numbers of the CSV form', async () => {
    const text = wave
      .map((y, t) => `${JSON.stringify({ unique_id: 'A', ds: t + 1, y: t === 9 ? null : y })}\n`)
      .join('')
    const { code, out } = await forecast(text, [...usual, '--format', 'ndjson'])
    expect(code).toBe(0)
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const csv = await forecast(header + lines('A', [...wave.slice(0, 9), '', ...wave.slice(10)]))
    expect(rows.map((row) => Object.values(row).join())).toEqual(csv.rows)
    expect(Object.keys(rows[0])).toEqual(['unique_id', 'step', 'mean', 'lo80', 'hi80', 'lo95', 'hi95'])
    const bad = await forecast(`${text}{"unique_id":\n`, [...usual, '--format', 'ndjson'])
    expect(bad).toMatchObject({ code: 3, err: expect.stringContaining('line 25') })
  })

  it.each(['csv', 'ndjson'])(
    '%s: drops a line that is too long without holding it, and the series it stands in',
    async (format) => {
      const row = (id: string, ds: number, y: number) =>
        format === 'csv' ? `${id},${ds},${y}\n` : `${JSON.stringify({ unique_id: id, ds, y })}\n`
      const rows = (id: string) => wave.map((y, t) => row(id, t + 1, y)).join('')
      function* pieces() {
        yield Buffer.from((format === 'csv' ? header : '') + rows('A') + rows('B').slice(0, -row('B', 24, 1).length))
        for (let i = 0; i < 20; i++) yield Buffer.alloc(10_000, i === 7 ? '"' : 'x')
        yield Buffer.from(`\n${rows('C')}${rows('D')}`)
      }
      const { code, err, out } = await forecast(pieces(), [...usual, '--format', format])
      expect(code).toBe(3)
      expect(err).toContain(`line ${format === 'csv' ? 49 : 48}: this is longer than 65536 characters. Write one row`)
      expect(err.match(/series [A-D]/g)).toEqual(['series B', 'series C'])
      expect(out.match(/[A-D](?=[",])/g)?.join('')).toBe('AAADDD')
    },
  )

  it('leaves out the series a broken line may belong to, and no other', async () => {
    const row = (id: string, t: number) => `${JSON.stringify({ unique_id: id, ds: t, y: wave[t] })}\n`
    const rows = (id: string) => wave.map((_, t) => row(id, t))
    const text = [...rows('A'), ...rows('B').toSpliced(5, 0, '[1]\n'), ...rows('C'), '{"unique_id":"C"\n'].join('')
    const { code, err, out } = await forecast(text, [...usual, '--format', 'ndjson'])
    expect(code).toBe(3)
    expect(err.split('\n').map((line) => line.slice(0, 41))).toEqual([
      'line 30: this is not a JSON object. Write',
      'line 74: this is not a JSON object. Write',
      '',
    ])
    expect(new Set(out.match(/"[A-D]"/g))).toEqual(new Set(['"A"']))
  })

  it('reads no further than its reader keeps up with', async () => {
    let read = 0
    function* endless() {
      yield Buffer.from(header)
      for (; read < 3000; read++) yield Buffer.from(lines(`S${read}`, wave.slice(0, 8)))
    }
    let release = () => {}
    const blocked = new Promise<void>((done) => {
      release = done
    })
    let taken = 0
    const stdout = new Writable({
      highWaterMark: 1024,
      write(chunk, _, done) {
        taken += chunk.length
        blocked.then(() => done())
      },
    })
    const argv = [...usual, '--model', 'naive']
    const whole = runForecastCommand(argv, { stdin: Readable.from(endless()), stdout, stderr: new Writable() })
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate)
    const whileBlocked = read
    release()
    expect(await whole).toBe(0)
    expect(whileBlocked).toBeLessThan(500)
    expect(read).toBe(3000)
    expect(taken).toBeGreaterThan(500_000)
  })

  it('lets series learn from each other, in any order; parts told what the whole has in common make the whole', async () => {
    const file = join(folder, 'traits.json')
    const parts = Array.from({ length: 36 }, (_, i) => lines(`P${i}`, fading(i)))
    const steady = Array.from({ length: 30 }, (_, i) => lines(`S${i}`, level(i)))
    const all = [lines('A', wave), ...parts, ...steady]
    const learned = await forecast(header + all.join(''))
    const ids = ['A', ...parts.map((_, i) => `P${i}`), ...steady.map((_, i) => `S${i}`)]
    expect(learned.rows.map((row) => row.split(',')[0])).toEqual(ids.flatMap((id) => [id, id, id]))
    const learning = await forecast(header + all.toReversed().join(''), [...usual, '--learn-traits', file])
    expect(learning).toEqual({ code: 0, out: '', err: '', rows: [] })
    const told = await Promise.all(
      [all.slice(0, 9), all.slice(9)].map((part) => forecast(header + part.join(''), [...usual, '--traits', file])),
    )
    expect(told.flatMap(({ rows }) => rows)).toEqual(learned.rows)
    const apart = await forecast(header + all.join(''), [...usual, '--traits', 'none'])
    const sum = (rows: string[], cell: number) => rows.reduce((all, row) => all + Number(row.split(',')[cell]), 0)
    const sold = ({ rows }: { rows: string[] }) => sum(rows.slice(3, 3 + 3 * 36), 2)
    expect(sold(learned)).toBeLessThan(0.9 * sold(apart))
    const width = ({ rows }: { rows: string[] }) => sum(rows.slice(-90), 6) - sum(rows.slice(-90), 5)
    expect(width(learned)).toBeLessThan(0.97 * width(apart))
    writeFileSync(file, '{"intermittent":{"pairs":[]},"widths":null}')
    expect(await forecast(header + parts[0], [...usual, '--traits', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('this is not what series have in common. Give learn, none, or a file'),
    })
    expect(await forecast(header + parts[0], [...usual, '--learn-traits', file])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Fewer than 30 series of the input are alike'),
    })
  })

  it('explains itself', async () => {
    const { code, out } = await forecast('', ['--help'])
    expect(code).toBe(0)
    expect(out).toContain('--non-negative')
  })
})
