import { rm } from 'node:fs/promises'
import pg from 'pg'; 
import { migrate } from '#platform/db/migrate.ts'import { openLog } from '#platform/log.ts'; import { systemActor } from '#platform/transaction.ts'
import { openWorkspace } from '#workspaces.ts'; 
import { drop } from '/work/main/test/scenarios/import-crm/dropping.ts'

const base = process.env.PGURL!; const name = 'try'
{ const c = new pg.Client(base); await c.connect(); await c.query(`drop database if exists ${name} with (force)`); await c.query(`create database ${name}`); await c.end() }
const url = base.replace(/\/main$/, '/' + name); await migrate(url)
const { workspace, close } = await openWorkspace({ name: 'main', basePath: '', isDemo: false, address: url, dataDir: '/tmp/imp/files', publicUrl: 'http://x', smtpUrl: null, clock: () => new Date(), log: openLog('error') })
export const work = { workspace, actor: systemActor }
const args = process.argv.slice(2); const dry = args.includes('--dry'), mend = args.includes('--mend')
const sets = args.filter(a => !a.startsWith('--')).join(' ').split(' / ')
for (const set of sets) { const t = performance.now()
const rs = await drop(work, { paths: set.split(' '), dryRun: dry, acceptMends: mend })
for (const r of rs) { console.log(r.fileName, r.kind, r.status, r.error ?? '', { read: r.rowsRead, new: r.rowsNew, changed: r.rowsChanged, same: r.rowsUnchanged, out: r.rowsQuarantined, mended: r.rowsMended }); for (const g of r.report?.groups ?? []) console.log('   ', g.severity, g.kind, g.column, g.rows, JSON.stringify(g.mends.slice(0, 3)), JSON.stringify(g.examples[0])); console.log('   ', JSON.stringify(r.report?.creates), r.report?.findings, JSON.stringify(r.report?.totals), r.report?.seconds) }
console.log('set', ((performance.now() - t) / 1000).toFixed(2), 's rss', (process.memoryUsage.rss() / 1e6 | 0), 'peak', (process.resourceUsage().maxRSS / 1e3 | 0)) }
await close()
