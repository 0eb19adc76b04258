import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { checkPlan, type Plan } from '@drumbeat/planning'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runPlanCommand } from './command.ts'

const model = {
  periods: ['Jan', 'Feb'],
  items: ['chair'],
  stock: [{ item: 'chair', holdingCost: 1 }],
  demand: [{ item: 'chair', quantity: [20, 60] }],
  recipes: [{ item: 'chair', cost: 10, hours: { press: 1 } }],
  resources: [{ id: 'press', capacity: 50, overtime: { costPerHour: 4 } }],
}
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drumbeat-plan-'))
  await writeFile(join(folder, 'model.json'), JSON.stringify(model))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(args: string[], input: unknown) {
  const out: string[] = []
  const err: string[] = []
  const into = (lines: string[]) =>
    new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk))
        done()
      },
    })
  const text = typeof input === 'string' || input instanceof Uint8Array ? input : JSON.stringify(input)
  const code = await runPlanCommand(args, { stdin: Readable.from([text]), stdout: into(out), stderr: into(err) })
  return { code, out: out.join(''), err: err.join('') }
}

describe('drumbeat plan', () => {
  it('solves, explains, checks and exports', async () => {
    const file = join(folder, 'chair.mps')
    const { code, out } = await run(['solve', '--explain', '--check', '--export', file], model)
    const plan = JSON.parse(out)
    expect(code).toBe(0)
    expect(plan.objective).toBeCloseTo(810, 9)
    expect(plan.check.violations).toEqual([])
    expect(plan.explanation.summary.at(-1).says).toBe('One more hour of press is worth: Jan 0, Feb 1.')
    expect(await readFile(file, 'utf8')).toContain('start_0_1')
  })

  it('checks a plan, and finds what was changed', async () => {
    const { out } = await run(['solve'], model)
    const checked = await run(['check', '--model', join(folder, 'model.json')], out)
    expect(checked.code).toBe(0)
    const plan = JSON.parse(out)
    plan.production[0].quantity[0] = 25
    const found = await run(['check', '--model', join(folder, 'model.json')], plan)
    expect(found.code).toBe(3)
    expect(found.out).toContain('chair at main in Jan')
  })

  it('tells the risk of a plan, the same for the same seed', async () => {
    const { out } = await run(['solve'], model)
    const args = ['risk', '--model', join(folder, 'model.json'), '--samples', '200', '--seed', '7']
    const first = await run(args, out)
    expect(first.code).toBe(0)
    expect(JSON.parse(first.out).families[0].chanceOfService).toBeGreaterThan(0)
    expect((await run(args, out)).out).toBe(first.out)
  })

  it('plays the uncertainty of a file, and says what is wrong with it', async () => {
    const { out } = await run(['solve'], model)
    const file = join(folder, 'uncertainty.json')
    const args = [
      'risk',
      '--model',
      join(folder, 'model.json'),
      '--samples',
      '200',
      '--uncertainty',
      file,
      '--progress',
    ]
    await writeFile(file, JSON.stringify({ demand: 0, availability: 0, supplierDelay: 0 }))
    const certain = await run(args, out)
    expect(JSON.parse(certain.out).cost.mean).toBeCloseTo(JSON.parse(out).money.cost, 6)
    expect(certain.err).toContain('200 of 200 futures')
    await writeFile(file, JSON.stringify({ demand: { chairs: 0.3 } }))
    const wrong = await run(args, out)
    expect(wrong.code).toBe(1)
    expect(wrong.err).toContain('chairs: the model has no such item')
  })

  it('prices the strategies side by side', async () => {
    const { code, out } = await run(['solve', '--template', 'menu'], model)
    expect(code).toBe(0)
    expect(JSON.parse(out).lines.map((each: { strategy: string }) => each.strategy)).toEqual([
      'optimal',
      'chase',
      'level',
      'mixed',
    ])
  })

  it.each([
    ['of one plan', []],
    ['of the menu', ['--template', 'menu']],
  ])('a signal stops the search %s with the best so far, which obeys every rule', async (_, asked) => {
    const items = Array.from({ length: 20 }, (_, i) => `item ${i}`)
    const hard = {
      periods: 20,
      items,
      stock: items.map((item) => ({ item, holdingCost: 1 })),
      demand: items.map((item, i) => ({
        item,
        quantity: Array.from({ length: 20 }, (_, t) => 40 + ((i * 37 + t * 53) % 60)),
        lostSaleCost: 500,
      })),
      recipes: items.map((item) => ({ item, hours: { line: 1 }, setup: { cost: 200, hours: { line: 30 } } })),
      resources: [{ id: 'line', capacity: 1500 }],
    }
    const running = run(['solve', '--progress', ...asked], hard)
    setTimeout(() => process.emit('SIGINT'), 800)
    const { code, out, err } = await running
    const said = JSON.parse(out)
    const plans: Plan[] = said.lines?.flatMap((line: { plan?: Plan }) => line.plan ?? []) ?? [said]
    expect(code).toBe(0)
    expect(plans[0]!.status.kind).toBe('feasible')
    expect(
      plans.flatMap((plan) => (plan.status.kind === 'infeasible' ? [] : checkPlan(hard, plan).violations)),
    ).toEqual([])
    expect(err).toContain('first plan')
  })

  it.each([
    ['an invalid model', ['solve'], { periods: 1 }, 1],
    ['no JSON', ['solve'], '{', 1],
    ['an empty input', ['solve'], '', 1],
    ['an unknown verb', ['resolve'], '', 2],
    ['an unknown option', ['solve', '--tempo'], '', 2],
    ['a wrong number', ['solve', '--gap', 'small'], '', 2],
    ['a check without a model', ['check'], '', 2],
    ['something that is no plan', ['check', '--model', 'MODEL'], { a: 1 }, 1],
    [
      'rules that cannot all be kept',
      ['solve', '--explain'],
      { ...model, resources: [{ id: 'press', capacity: 5 }] },
      3,
    ],
  ])('ends %s with its own exit code', async (_, args, input, expected) => {
    const named = args.map((each) => (each === 'MODEL' ? join(folder, 'model.json') : each))
    expect((await run(named, input)).code).toBe(expected)
  })
})

describe('what drumbeat plan reads', () => {
  const text = JSON.stringify(model)
  const utf16 = Buffer.from(text, 'utf16le')

  it.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without one', utf16],
    ['UTF-16, high byte first', Buffer.from(utf16).swap16()],
  ])('may be %s', async (_, bytes) => {
    const { code, out } = await run(['solve'], bytes)
    expect(code).toBe(0)
    expect(JSON.parse(out).objective).toBeCloseTo(810, 9)
  })

  it('is named where it is in another encoding, with the line', async () => {
    const { code, err } = await run(['solve'], Buffer.from(`{\n "name": "Stühle",\n${text.slice(1)}`, 'latin1'))
    expect(code).toBe(1)
    expect(err).toBe('stdin: is not UTF-8: byte FC in line 2 looks like Windows-1252 (Latin-1). Save it as UTF-8.\n')
    const packed = await run(['solve'], gzipSync(text))
    expect(packed.err).toBe('stdin: is compressed (gzip). Unpack it first: gunzip -c FILE | drumbeat plan solve.\n')
  })

  it('may not name a field twice: the second demand would silently replace the first', async () => {
    const twice = text.replace('"demand":', '"demand":[{"item":"chair","quantity":[1,{"a":"}","a":2}]}],"demand":')
    const { code, out } = await run(['solve'], twice)
    expect(code).toBe(1)
    const { kind, problems } = JSON.parse(out)
    expect(kind).toBe('invalid')
    expect(problems.map((each: { path: string }) => each.path)).toEqual(['demand[0].quantity[1].a', 'demand'])
  })

  it('is answered shortly however many errors are alike', async () => {
    const demand = Array.from({ length: 50_000 }, (_, i) => ({ item: `chair ${i}`, class: `${i}`, quantity: [-1, 2] }))
    const { code, out } = await run(['solve'], { ...model, demand })
    expect(code).toBe(1)
    expect(out.length).toBeLessThan(20_000)
    const says = JSON.parse(out).problems.map((each: { path: string; says: string }) => `${each.path} ${each.says}`)
    expect(says).toContain('demand[].quantity[] and 49980 more errors here, the last at demand[49999].quantity[0]')
    expect(says).toContain('demand[].item and 49980 more errors here, the last at demand[49999].item')
  })

  it.each([['solve', '--nonsense'], ['sole'], ['solve', '--gap', 'x'], ['check'], []])(
    'is refused with exit code 2 where the command is wrong: %s %s %s',
    async (...args) => {
      const { code, err } = await run(
        args.filter((each) => each !== undefined),
        model,
      )
      expect(code).toBe(2)
      expect(err).toContain('See drumbeat plan --help.')
    },
  )
})
