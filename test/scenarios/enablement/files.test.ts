import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { undoImport } from '#imports/undoing/undo.tx.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { drop } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

let app: TestApp

beforeAll(async () => {
  app = await openTestApp({ clock: () => new Date('2026-06-01T09:00:00Z') })
})
afterAll(() => app.close())

const files = {
  'sales resources.csv': [
    'Sales resource,Kind,Valid until,Stages,Segments,Certification,Certified days',
    'Against leasing,battlecard,2026-12-31,Proposal; Negotiation,Hotels,,',
    'Safety,Course,,,,Safe,365',
    'Brochure,leaflet,,,,,',
    'Price deck,deck,,,,Prices,',
  ].join('\n'),
  'course completions.csv': [
    'Course,Participant,Completed on,Score',
    'Safety,Ada Boss,2026-05-04,91',
    'Safety,Ada Boss,2026-05-04,91',
    'Against leasing,Ada Boss,2026-05-05,',
    'Fire drill,Ada Boss,2026-05-06,101',
    'First aid,Ada Boss,2026-05-07,80',
    'Safety,Ada Boss,2026-06-02,70',
  ].join('\n'),
}

test('resources and completions are loaded from files; bad rows are named and hinder no other; an undo takes them back', async () => {
  const [resources, completions] = await drop(app.work, { paths: await written(files) })
  expect(resources).toMatchObject({ kind: 'sales resources', status: 'loaded', rowsRead: 4, rowsNew: 2 })
  const found = resources!.report!.groups.map(({ kind }) => kind).sort()
  expect(found).toEqual(['certifies without a course', 'unknown kind'])
  expect(completions).toMatchObject({ kind: 'course completions', status: 'loaded', rowsRead: 6 })
  const refused = completions!.report!.groups.map(({ kind }) => kind).sort()
  expect(refused).toEqual(['day in the future', 'no course', 'score out of range'])
  expect(await completed()).toEqual(['First aid 2026-05-07 80', 'Safety 2026-05-04 91'])
  await undoImport(app.work, completions!.id)
  expect(await completed()).toEqual([])
  await undoImport(app.work, resources!.id)
  // What a withdrawn completion still names stays; what nobody names goes.
  const { rows } = await sql<{ name: string }>`select name from enablement.resource order by name`.execute(
    app.workspace.db,
  )
  expect(rows.map(({ name }) => name)).toEqual(['First aid', 'Safety'])
})

async function completed(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select course.name || ' ' || completion.completed_on || ' ' || round(completion.score) as line
    from enablement.completion completion join enablement.resource course on course.id = completion.course_id
    where completion.ended_at is null order by 1`.execute(app.workspace.db)
  return rows.map(({ line }) => line)
}
