import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { importsContract } from '#imports/contract.ts'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { domain } from '#platform/domain.ts'
import { key, money, reference, text } from '#platform/importing/field.ts'
import type { FileKind, Noun } from '#platform/importing/file-kind.ts'
import { currencyOf, minor, needs } from '#platform/importing/rule.ts'
import { laterEnds, takeOut, undoEnds } from '#platform/importing/staged.tx.ts'
import type { TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from './files.ts'

/** A domain that nobody has heard of: harbours, which files list, and moorings in them, which begin and end. */
const harbour: Noun = {
  noun: 'harbour',
  plural: 'harbours',
  table: 'sea.harbour',
  key: 'code',
  namedBy: ['code'],
  restores: ['code', 'name'],
}
const harbourFile: FileKind = {
  name: 'harbours',
  turn: 15,
  fields: [key('code', 'Harbour code', 3, 'harbourcode'), text('name', 'Harbour', 3, 'harbour')],
  required: [['name']],
  fileWords: /harbour/i,
  rule: needs('name'),
  permission: 'company:edit',
  event: 'company.items.imported',
  loads: { noun: 'harbour', columns: { code: 'code', name: 'name' } },
}
const mooringFile: FileKind = {
  name: 'moorings',
  turn: 95,
  fields: [
    key('key', 'Mooring', 3, 'mooring'),
    reference('harbour', 'Harbour', 'harbour', 3, 'harbour'),
    money('fee', 'Fee', 3, 'mooringfee'),
    text('currency', 'Currency', 0, 'currency'),
  ],
  required: [['key'], ['harbour']],
  fileWords: /mooring/i,
  rule: (row, input) => {
    needs('key', 'harbour')(row, input)
    minor(row, 'fee', currencyOf(row, input), input)
  },
  permission: 'company:edit',
  event: 'company.items.imported',
  loads: {
    apply: async (tx, { importId, now, columnOf }) => {
      const closed = await takeOut(tx, {
        where: sql`s.key like 'closed%'`,
        column: columnOf('key'),
        value: sql`s.key`,
        kind: 'closed mooring',
        reason: 'this mooring is closed',
      })
      const made = await sql`insert into sea.mooring (id, key, harbour_id, fee_minor, import_id, recorded_at)
        select gen_random_uuid(), s.key, s.harbour, s.fee, ${importId}, ${now} from staged s where not s.is_out`.execute(
        tx,
      )
      const rowsNew = Number(made.numAffectedRows)
      return { rowsNew, rowsChanged: 0, groups: closed ? [closed] : [], findings: [], totals: [] }
    },
    later: (tx, { importId }) => laterEnds(tx, { table: 'sea.mooring', importId }),
    undo: (tx, input) => undoEnds(tx, { table: 'sea.mooring', ...input }),
  },
}
const sea = domain('sea', {
  uses: [],
  files: [harbourFile, mooringFile],
  nouns: [harbour],
  refersTo: [
    { to: 'harbour', table: 'sea.mooring', column: 'harbour_id', says: 'moorings', live: 'r.ended_at is null' },
  ],
})

const files = {
  'moorings.csv':
    'mooring,harbour,mooring fee\nA1,Kiel,"1,200.50"\nB7,Aarhus,80\nC3,,1\nclosed 4,Kiel,5\nD9,Kiel,none\n',
  'harbours.csv': 'harbour code,harbour\nK,Kiel\n',
}

/** A noun that only a test declares; told on an app that other stories share. */
export function newNoun(app: () => TestApp): void {
  beforeAll(async () => {
    app().workspace.domains = [...app().workspace.domains, sea]
    await sql`create schema sea`.execute(app().workspace.db)
    await sql`create table sea.harbour (id uuid primary key, code text unique, name text not null, created_at timestamptz default now())`.execute(
      app().workspace.db,
    )
    await sql`create table sea.mooring (id uuid primary key, key text, harbour_id uuid not null references sea.harbour, fee_minor bigint,
      import_id uuid, recorded_at timestamptz, ended_at timestamptz, ended_by uuid)`.execute(app().workspace.db)
  })

  test('a domain that declares its files is recognised, checked, loaded, listed and undone without a word about it elsewhere', async () => {
    const [harbours, moorings] = await drop(app().work, { paths: await written(files) })
    expect(harbours).toMatchObject({ kind: 'harbours', status: 'loaded', rowsNew: 1 })
    expect(moorings).toMatchObject({ kind: 'moorings', status: 'loaded', error: null, rowsRead: 5, rowsNew: 2 })
    expect(moorings!.report!.creates).toEqual([{ noun: 'harbour', count: 1, names: ['Aarhus'] }])
    const found = moorings!.report!.groups.map((group) => `${group.column}: ${group.kind}`)
    expect(found.sort()).toEqual(['harbour: missing value', 'mooring fee: not an amount', 'mooring: closed mooring'])
    expect(await moored(app())).toEqual(['A1 at Kiel for 120050', 'B7 at Aarhus for 8000'])

    const caller = await app().as('owner')
    const { kinds, nouns } = (await caller.call(importsContract.kinds)).body
    expect(kinds.find((kind) => kind.name === 'moorings')?.fields.map((field) => field.label)).toContain('Fee')
    expect(nouns).toContainEqual({ noun: 'harbour', plural: 'harbours' })

    await expect(undoImport(app().work, harbours!.id)).rejects.toThrow('1 of its harbours are used by 1 moorings')
    await undoImport(app().work, moorings!.id)
    expect(await moored(app())).toEqual([])
  })

  test('a kind that no domain declares is refused with those that there are', async () => {
    const caller = await app().as('owner')
    const answer = await caller.fetch('/api/imports/files?name=x.csv&kind=ships', { method: 'POST', body: 'a\n1\n' })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      code: 'unknown-kind',
      wayOut: expect.stringContaining('harbours'),
    })
  })
}

async function moored(app: TestApp): Promise<string[]> {
  const { rows } = await sql<{
    line: string
  }>`select m.key || ' at ' || h.name || ' for ' || m.fee_minor as line from sea.mooring m
    join sea.harbour h on h.id = m.harbour_id where m.ended_at is null order by 1`.execute(app.workspace.db)
  return rows.map((row) => row.line)
}
