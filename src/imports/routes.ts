import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import type { Mount } from '#platform/http/mount.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import type { Workspace } from '#platform/workspace.ts'
import { acceptSet, cancelSet, checkSet, decideMapping, discardFile, uploadFile } from './commands.ts'
import { importsContract } from './contract.ts'
import { importById, importHistory, importSet, problemsPath, quarantineFile } from './queries.ts'
import { UnreadableFile } from './reading/split-rows.ts'
import type { ImportRecord } from './schema.ts'
import { undoImport } from './undoing/commands.ts'

/** Files in, over HTTP. */
export function importsRoutes(mount: Mount): void {
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
  mount(importsContract.one, async ({ workspace, params }) => found(workspace, params.id))
  mount(importsContract.decide, async ({ work, params, body }) =>
    decideMapping(work, { id: params.id, ...body } as Parameters<typeof decideMapping>[1]),
  )
  mount(importsContract.discard, async ({ work, params }) => {
    await discardFile(work, params.id)
    return {}
  })
  mount(importsContract.undo, async ({ work, params }) => undoImport(work, params.id))
  mountSets(mount)
  mountDownloads(mount)
}

function mountSets(mount: Mount): void {
  mount(importsContract.set, async ({ workspace, params }) => ({ files: await importSet(workspace.db, params.setId) }))
  for (const [endpoint, command] of [
    [importsContract.check, checkSet],
    [importsContract.accept, acceptSet],
    [importsContract.cancel, cancelSet],
  ] as const) {
    mount(endpoint, async ({ work, workspace, params }) => {
      await command(work, params.setId)
      return { files: await importSet(workspace.db, params.setId) }
    })
  }
}

function mountDownloads(mount: Mount): void {
  mount(importsContract.quarantine, async ({ workspace, params }) => {
    const record = await found(workspace, params.id)
    return download(Readable.from(asBytes(quarantineFile(workspace.db, record))), `${stem(record)} left out.csv`)
  })
  mount(importsContract.problems, async ({ workspace, params }) => {
    const record = await found(workspace, params.id)
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
