import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import type { Scope } from '#platform/auth/scope.ts'
import type { Mount } from '#platform/http/mount.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import type { Workspace } from '#platform/workspace.ts'
import { acceptSet, cancelSet, checkSet, decideMapping, discardFile, uploadFile } from './change.tx.ts'
import { importsContract } from './contract.ts'
import { importById, importHistory, importSet, problemsPath } from './imports.sql.ts'
import { kindNamed, kindsToShow } from './kinds.ts'
import { takeInMended } from './quarantine/mend.tx.ts'
import { quarantinedRows, quarantineFile } from './quarantine/rows.sql.ts'
import { UnreadableFile } from './reading/split-rows.ts'
import type { ImportRecord } from './schema.ts'
import { undoImport } from './undoing/undo.tx.ts'
import { withoutValues } from './without-values.ts'

/** Files in, over HTTP. */
export function importsRoutes(mount: Mount): void {
  mount(importsContract.kinds, async ({ workspace }) => kindsToShow(workspace.domains))
  mount(importsContract.history, async ({ workspace, query }) => ({
    imports: await importHistory(workspace.db, query),
  }))
  mount(importsContract.upload, async ({ work, query, context }) => {
    const body = context.req.raw.body
    if (!body)
      throw refusal(400, {
        code: 'no-file',
        message: 'The request holds no file.',
        wayOut: 'Send the file as the body.',
      })
    try {
      const { name, setId, kind } = query
      const record = await uploadFile(work, {
        fileName: name,
        ...(setId && { setId }),
        ...(kind && { kind }),
        body: Readable.fromWeb(body as WebStream),
      })
      return context.json(record)
    } catch (error) {
      if (error instanceof UnreadableFile) throw refusal(422, { code: 'unreadable', message: error.message })
      throw error
    }
  })
  mount(importsContract.one, async ({ workspace, params, scope }) =>
    forReader(await found(workspace, params.id), { workspace, scope }),
  )
  mount(importsContract.decide, async ({ work, workspace, params, body, scope }) =>
    forReader(await decideMapping(work, { id: params.id, ...body } as Parameters<typeof decideMapping>[1]), {
      workspace,
      scope,
    }),
  )
  mount(importsContract.discard, async ({ work, params }) => {
    await discardFile(work, params.id)
    return {}
  })
  mount(importsContract.undo, async ({ work, params, permissions }) => undoImport(work, params.id, permissions))
  mountSets(mount)
  mountQuarantine(mount)
  mountDownloads(mount)
}

function mountSets(mount: Mount): void {
  mount(importsContract.set, async ({ workspace, params, scope }) => filesOf(workspace, scope, params.setId))
  mount(importsContract.accept, async ({ work, workspace, params, permissions, scope }) => {
    await acceptSet(work, params.setId, permissions)
    return filesOf(workspace, scope, params.setId)
  })
  for (const [endpoint, command] of [
    [importsContract.check, checkSet],
    [importsContract.cancel, cancelSet],
  ] as const) {
    mount(endpoint, async ({ work, workspace, params, scope }) => {
      await command(work, params.setId)
      return filesOf(workspace, scope, params.setId)
    })
  }
}

function mountQuarantine(mount: Mount): void {
  mount(importsContract.quarantinedRows, async ({ workspace, params, query, scope }) => {
    const record = await readable(workspace, scope, params.id)
    const columns = record.mapping.columns.map(({ column }) => column)
    return { columns, ...(await quarantinedRows(workspace.db, record, query)) }
  })
  mount(importsContract.mendRows, async ({ work, workspace, params, body, scope }) =>
    takeInMended(work, await readable(workspace, scope, params.id), body.rows),
  )
}

function mountDownloads(mount: Mount): void {
  mount(importsContract.quarantine, async ({ workspace, params, scope }) => {
    const record = await readable(workspace, scope, params.id)
    return download(Readable.from(asBytes(quarantineFile(workspace.db, record))), `${stem(record)} left out.csv`)
  })
  mount(importsContract.problems, async ({ workspace, params, scope }) => {
    const record = await readable(workspace, scope, params.id)
    const path = problemsPath(workspace.filesDir, record.id)
    await access(path).catch(() => {
      throw notFound('list of problems for import', record.id)
    })
    return download(createReadStream(path), `${stem(record)} problems.csv`)
  })
}

async function found(workspace: Workspace, id: string): Promise<ImportRecord> {
  const record = await importById(workspace.db, id)
  if (!record) throw notFound('import', id)
  return record
}

async function filesOf(workspace: Workspace, scope: Scope, setId: string): Promise<{ files: ImportRecord[] }> {
  return { files: (await importSet(workspace, setId)).map((record) => forReader(record, { workspace, scope })) }
}

/** An import whose rows the caller may look into. */
async function readable(workspace: Workspace, scope: Scope, id: string): Promise<ImportRecord> {
  const record = await found(workspace, id)
  if (mayRead(record, { workspace, scope })) return record
  throw refusal(403, {
    code: 'not-allowed',
    message: `${record.fileName} holds ${record.kind}, of which your role does not see all.`,
    wayOut: 'Ask somebody who sees them all.',
  })
}

function mayRead({ kind }: ImportRecord, { workspace, scope }: { workspace: Workspace; scope: Scope }): boolean {
  const sees = kindNamed(workspace.domains, kind)?.sees
  return sees === undefined || scope.sees[sees] === 'all'
}

/** What an import did is for all who read imports; single values of its rows are for those who see such rows. */
function forReader(record: ImportRecord, reader: { workspace: Workspace; scope: Scope }): ImportRecord {
  return mayRead(record, reader) ? record : withoutValues(record)
}

function download(body: Readable, name: string): Response {
  return new Response(Readable.toWeb(body) as never, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  })
}

async function* asBytes(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text)
}

function stem(record: ImportRecord): string {
  return record.fileName.replace(/(\.(csv|tsv|txt|gz))+$/i, '')
}
