import { expect, inject, test } from 'vitest'
import { withPlanted } from './planted.ts'
import { checkRows } from './rows.ts'

/** Over tables of the platform as migrated, in a house of its own. */
async function said(statements: string) {
  const planted = {
    'tsconfig.json':
      '{ "compilerOptions": { "target": "ES2024", "lib": ["ES2024"], "module": "nodenext", "strict": true, "types": [] } }',
    'src/people/events.sql.ts': `import { sql } from 'kysely'\ndeclare const db: never\ndeclare const wanted: boolean\n${statements}`,
  }
  const url = new URL(inject('databaseServer'))
  const open = async () => ({
    urlFor: (database: string) => Object.assign(url, { pathname: `/${database}` }).href,
    stop: async () => {},
  })
  const { looked, violations } = await withPlanted(planted, (house) => checkRows(house, open))
  return [looked, ...violations.map((each) => `${each.where.split(':')[1]}: ${each.says}`)]
}

test('each statement is one that PostgreSQL understands, and gives the columns of its row type', async () => {
  expect(
    await said(`const named = (name: string) => sql\`where e.name = \${name}\`
const head = sql\`select e.id, e.at from platform.event e\`
export const found = () => sql<{ id: string; at: string }>\`\${head} \${named('x')} \${wanted ? sql\`limit 3\` : sql\`limit \${4}\`}\`.execute(db)
export const counted = () => sql<{ many: number }>\`select count(*) as many from platform.event\`.execute(db)
export const misnamed = () => sql<{ name: string; key: string }>\`select e.name as title from platform.event e\`.execute(db)
export const mistyped = () => sql<{ at: number }>\`select e.at from platform.event e\`.execute(db)
export const gone = () => sql\`select e.colour from platform.event e\`.execute(db)
export const halfGone = () => sql\`select e.id from platform.event e \${wanted ? sql\`\` : sql\`where e.day is null\`}\`.execute(db)
await sql\`create temp table seen on commit drop as select 1 as n\`.execute(db)
export const over = () => sql<{ n: number }>\`select n from seen\`.execute(db)
export const later = (where: ReturnType<typeof named>) => sql<{ id: string }>\`\${head} \${where}\`.execute(db)
`),
  ).toEqual([
    '9 statements; 1 more over temporary tables, 1 only running tells',
    '8: no column "name" comes',
    '8: no column "key" comes',
    '8: the column "title" comes, and the type does not name it',
    '9: "at" comes as text, not as number',
    '10: column e.colour does not exist',
    '11: column e.day does not exist',
  ])
})
