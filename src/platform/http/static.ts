import { readdirSync, readFileSync } from 'node:fs'
import type { Context, Hono } from 'hono'
import type { Workspace } from '../workspace.ts'

type Asset = { type: string; plain: Buffer; br: Buffer | undefined; gz: Buffer | undefined }

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** Serves the built screens at every workspace: assets for ever, for a few addresses a small page of their own, and for any other the page itself. */
export function sitePages(folder: string): (app: Hono, workspaces: readonly Pick<Workspace, 'basePath'>[]) => void {
  const page = readFileSync(`${folder}/index.html`, 'utf8')
  const ownPages = pagesOfTheirOwn(folder)
  const assets = readAssets(folder)
  return (app, workspaces) => {
    const bases = workspaces.map(({ basePath }) => basePath).sort((a, b) => b.length - a.length)
    for (const base of bases) {
      app.get(`${base}/assets/:name`, (context) => sendAsset(context, assets.get(context.req.param('name') ?? '')))
      for (const [path, own] of ownPages) app.get(`${base}${path}`, (context) => sendPage(context, own, base))
      app.get(base || '/', (context) => sendPage(context, page, base))
      app.get(`${base}/*`, (context) => sendPage(context, page, base))
    }
  }
}

/** Pages beside index.html, each at the address that it names: `<meta name="page" content="/pulse/answer">`. */
function pagesOfTheirOwn(folder: string): [path: string, page: string][] {
  return readdirSync(folder).flatMap((name): [string, string][] => {
    if (!name.endsWith('.html')) return []
    const page = readFileSync(`${folder}/${name}`, 'utf8')
    const path = /<meta name="page" content="([^"]+)"/.exec(page)?.[1]
    return path ? [[path, page]] : []
  })
}

function readAssets(folder: string): Map<string, Asset> {
  const names = readdirSync(`${folder}/assets`)
  const read = (name: string) => (names.includes(name) ? readFileSync(`${folder}/assets/${name}`) : undefined)
  const assets = new Map<string, Asset>()
  for (const name of names) {
    const type = types[name.split('.').at(-1) ?? '']
    const plain = type && read(name)
    if (type && plain) assets.set(name, { type, plain, br: read(`${name}.br`), gz: read(`${name}.gz`) })
  }
  return assets
}

function sendAsset(context: Context, asset: Asset | undefined): Response {
  if (!asset) return context.text('This file belongs to an older or newer build. Reload the page.', 404)
  const accepted = context.req.header('accept-encoding') ?? ''
  const encoding = asset.br && accepted.includes('br') ? 'br' : asset.gz && accepted.includes('gzip') ? 'gzip' : null
  const body = encoding === 'br' ? asset.br : encoding === 'gzip' ? asset.gz : asset.plain
  return context.body(new Uint8Array(body ?? asset.plain), 200, {
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    ...(encoding && { 'content-encoding': encoding }),
  })
}

/** The page with the base of its workspace, where relative addresses and the router start, and the nonce of its styles. */
function sendPage(context: Context, page: string, base: string): Response {
  const nonce = String(context.get('secureHeadersNonce'))
  const head = `<head>\n    <base href="${base}/" />\n    <meta name="style-nonce" content="${nonce}" />`
  const own = page.replace('<head>', head).replace('<style>', `<style nonce="${nonce}">`)
  return context.html(own, 200, { 'cache-control': 'no-store' })
}
