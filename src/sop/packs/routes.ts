import type { Mount } from '#platform/http/mount.ts'
import { type PackFormat, packsContract } from './contract.ts'
import { packBytes, readPack } from './read.sql.ts'

const office = 'application/vnd.openxmlformats-officedocument'
const types: Record<PackFormat, string> = {
  pdf: 'application/pdf',
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
}

/** The packs of a cycle, on screen and as files. */
export function packRoutes(mount: Mount): void {
  mount(packsContract.pack, ({ workspace, params }) => readPack(workspace, params.id, params.kind))
  mount(packsContract.packFile, async ({ workspace, params, query: { format } }) => {
    const bytes = await packBytes(workspace, { ...params, format })
    const name = `${params.kind}-pack.${format}`
    return new Response(bytes as BodyInit, {
      headers: { 'content-type': types[format], 'content-disposition': `attachment; filename="${name}"` },
    })
  })
}
