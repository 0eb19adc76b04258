import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { crmContract } from '#crm/contract.ts'
import { decideMapping } from '#imports/change.tx.ts'
import type { TestApp } from '../../harness/app.ts'
import { load } from '../import-crm/dropping.ts'
import { handsOn } from './hands.ts'

/** What a later file of deals does to the books; told on an app that other stories share. */
export function laterFiles(app: () => TestApp): void {
  const { one, check, whole } = handsOn(app)

  test('leaves alone what it does not speak of', async () => {
    await one(
      'a.csv',
      'Deal ID,Deal Name,Stage,Amount,Close Date,Owner,Account\nA-1,Pump,Proposal,100,2027-01-01,Vera,Nord\n',
    )
    const record = await one('b.csv', 'Deal ID,Stage\nA-1,Negotiation\n')
    expect(record).toMatchObject({ status: 'loaded', rowsChanged: 1 })
    expect(await whole('A-1')).toBe('Pump Negotiation open 10000 2027-01-01 Vera Nord')
  })

  test('whose name speaks of a week but of no day asks from which day its values hold, and is dated by the answer', async () => {
    const head = 'Deal ID,Deal Name,Stage,Amount,Close Date,Created'
    await one('all 2026-10-05.csv', `${head}\nT-1,Tank,Proposal,100,2027-01-01,2026-09-01\n`)
    const asked = await check('pipeline 2026 KW45.csv', `${head}\nT-1,Tank,Negotiation,150,2027-01-01,2026-09-01\n`)
    expect(asked.mapping.questions).toMatchObject([
      {
        id: 'constant:as_of',
        takes: 'day',
        choices: [{ value: '2026-11-06' }, { value: '2026-11-08' }, { value: '2026-11-02' }],
      },
    ])
    const answered = (answer: string) =>
      decideMapping(app().work, { id: asked.id, answers: { 'constant:as_of': answer } })
    await expect(answered('next week')).rejects.toThrow('"next week" is no day.')
    await answered('2026-11-06')
    const [loaded] = await load(app().work, { setId: asked.setId })
    expect(loaded).toMatchObject({ status: 'loaded', rowsChanged: 1 })
    const { rows } = await sql<{ on: string }>`select (v.valid_at at time zone 'Europe/Berlin')::date::text as on
      from crm.deal_version v join crm.deal d on d.id = v.deal_id where d.external_id = 'T-1' and v.amount_minor = 15000`.execute(
      app().workspace.db,
    )
    expect(rows).toEqual([{ on: '2026-11-06' }])
  })
}

/** What a file does to what was edited here, and what its name dates; told on an app that other stories share. */
export function filesAfterEdits(app: () => TestApp): void {
  const { one, edit, whole } = handsOn(app)

  test('and an edit made here are brought together field by field, by the rule of the field, and that is said', async () => {
    await one(
      'c.csv',
      'Deal ID,Deal Name,Stage,Amount,Close Date,Owner\nC-1,Belt,Proposal,100,2027-01-01,Vera\nC-2,Fan,Proposal,100,2027-01-01,Vera\n',
    )
    await edit('C-1', 17_500)
    await edit('C-2', 17_500)
    const later =
      'Deal ID,Deal Name,Stage,Amount,Close Date,Owner\nC-1,Belt,Negotiation,100,2027-01-09,Ulla\nC-2,Fan,Proposal,300,2027-01-01,Vera\n'
    const record = await one('d.csv', later)
    expect(await whole('C-1')).toBe('Belt Negotiation open 17500 2027-01-09 Ulla -')
    expect(await whole('C-2')).toBe('Fan Proposal open 30000 2027-01-01 Vera -')
    expect(record.report!.findings).toContain("Edited here and changed in the file: amount in 1 (the file's stands).")
    expect(await one('d.csv', later)).toMatchObject({ rowsUnchanged: 2 })
  })

  test('is dated by the day in its name, so that the months before stay as they were', async () => {
    const head = 'Deal ID,Deal Name,Stage,Amount,Close Date,Created Date'
    const first = await one('week 2026-10-05.csv', `${head}\nE-1,Weekly,Proposal,100,2027-01-01,2026-09-01\n`)
    expect(first).toMatchObject({ kind: 'deals', status: 'loaded', error: null, rowsNew: 1 })
    await one('week 2026-11-09.csv', `${head}\nE-1,Weekly,Negotiation,150,2027-01-05,2026-09-01\n`)
    const { rows } = await sql<{
      at: string
      minor: number
    }>`select v.valid_at as at, v.amount_minor as minor from crm.deal_version v
      join crm.deal d on d.id = v.deal_id where d.external_id = 'E-1' order by 1`.execute(app().workspace.db)
    expect(rows).toEqual([
      { at: '2026-08-31T22:00:00.000Z', minor: 10_000 },
      { at: '2026-11-08T23:00:00.000Z', minor: 15_000 },
    ])
  })
}

/** What files of several days, in any order, and files that say little do; told on an app that other stories share. */
export function datedFiles(app: () => TestApp): void {
  const { one, whole } = handsOn(app)

  test('has its instants counted where the company is, and its won deals closed on a day that is known', async () => {
    await one(
      'f.csv',
      'Deal ID,Deal Name,Stage,Amount,Close Date\nF-1,x,Closed Won,5,2026-06-30T22:30:00Z\nF-2,y,Closed Won,5,\n',
    )
    const { rows } =
      await sql`select external_id as id, closed_on as on from crm.deal where external_id like 'F-%' and ended_at is null`.execute(
        app().workspace.db,
      )
    expect(rows).toEqual([{ id: 'F-1', on: '2026-07-01' }])
  })

  test('of last month, loaded after that of this month, tells the past and leaves today as it is, in any order', async () => {
    const head = 'Deal ID,Deal Name,Stage,Amount,Close Date,Created Date'
    const week = {
      one: ['2026-10-05', 'Proposal,100'],
      two: ['2026-10-19', 'Proposal,120'],
      three: ['2026-11-09', 'Negotiation,150'],
      four: ['2026-11-16', 'Negotiation,150'],
    } as const
    const orders = ['one two three four', 'four three two one', 'three one four two', 'four one two three']
    for (const [at, order] of orders.entries()) {
      const id = `L-${at}`
      for (const which of order.split(' ') as (keyof typeof week)[]) {
        const [day, says] = week[which]
        const record = await one(`week ${day}.csv`, `${head}\n${id},Weekly,${says},2027-01-01,2026-09-01\n`)
        expect(record).toMatchObject({ status: 'loaded', error: null })
      }
      expect(await whole(id), order).toBe('Weekly Negotiation open 15000 2027-01-01 - -')
      const days = ['2026-09-15', '2026-10-10', '2026-10-20', '2026-11-08', '2026-11-10']
      const seen = await Promise.all(days.map((day) => amountOn(app(), id, day)))
      expect(seen, order).toEqual([10_000, 10_000, 12_000, 12_000, 15_000])
    }
  })
}

/** What files that say little do; told on an app that other stories share. */
export function sparseFiles(app: () => TestApp): void {
  const { one, edit, whole } = handsOn(app)

  test('with days of change is older where it was changed earlier, whenever it is loaded', async () => {
    const head = 'Deal ID,Deal Name,Stage,Amount,Close Date,Created Date,Last Modified Date'
    await one('m2.csv', `${head}\nM-1,Pump,Negotiation,150,2027-01-01,2026-09-01,2026-11-09\n`)
    const old = await one('m1.csv', `${head}\nM-1,Pump,Proposal,100,2027-01-01,2026-09-01,2026-10-05\n`)
    expect(old.report!.findings[0]).toContain('older than what is known')
    expect(await whole('M-1')).toBe('Pump Negotiation open 15000 2027-01-01 - -')
    expect(await amountOn(app(), 'M-1', '2026-10-20')).toBe(10_000)
  })

  test('of owners alone sets owners; a deal that is new stays out, for nobody knows its stage', async () => {
    await one('o1.csv', 'Deal ID,Deal Name,Stage,Amount,Close Date,Owner\nO-1,Pump,Proposal,100,2027-01-01,Vera\n')
    const record = await one('o2.csv', 'Deal ID,Owner\nO-1,Ulla\nO-2,Ulla\n')
    expect(record).toMatchObject({ kind: 'deals', status: 'loaded', rowsIn: 1, rowsQuarantined: 1 })
    expect(await whole('O-1')).toBe('Pump Proposal open 10000 2027-01-01 Ulla -')
  })

  test('that repeats what it said before an edit leaves the edit, and says so', async () => {
    const text = 'Deal ID,Deal Name,Stage,Amount,Close Date\nP-1,Belt,Proposal,100,2027-01-01\n'
    await one('p.csv', text)
    await edit('P-1', 17_500)
    const again = await one('p.csv', text)
    expect(again).toMatchObject({ rowsUnchanged: 1 })
    expect(again.report!.findings).toContain('Edited here, and as before in the file: amount in 1 (the edit stands).')
  })
}

/** What the deal was worth at the end of a day, as the API tells it. */
async function amountOn(app: TestApp, id: string, asOf: string): Promise<number | null> {
  const owner = await app.as('owner')
  const { rows } = await sql<{ id: string }>`select id from crm.deal where external_id = ${id}`.execute(
    app.workspace.db,
  )
  const { body } = await owner.call(crmContract.dealDetail, { params: { id: rows[0]!.id }, query: { asOf } })
  return body.deal.amountMinor
}
