import type { Hono } from 'hono'
import { helpOfThisProduct } from './this-product.ts'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
}

/** The help, for whoever reaches the site: it tells of the product, and of no workspace. Put together when first asked for. */
export function helpRoutes(site: Hono): void {
  let files: Map<string, string | Buffer> | undefined
  site.get('/help', (context) => context.redirect('/help/index.html'))
  site.get('/help/*', (context) => {
    files ??= helpOfThisProduct()
    const address = context.req.path.slice('/help/'.length)
    const file = files.get(address)
    if (file === undefined) return context.redirect('/help/index.html')
    const type = types[address.split('.').at(-1)!]!
    const body = typeof file === 'string' ? file : new Uint8Array(file)
    return context.body(body, 200, { 'content-type': type, 'cache-control': 'no-cache' })
  })
}
