import { dirname, join } from 'node:path'
import react from '@vitejs/plugin-react'
import { createServer, type Plugin } from 'vite'
import { readConfig } from '#platform/config.ts'
import { mailFolder } from './folder.ts'
import { type KeptRunning, keepRunning } from './kept-running.ts'
import { mailPage } from './mails.ts'

/**
 * `npm run dev`: Vite shows the screens and exchanges changed modules in place; behind it the server starts anew when its
 * code changes. Takes the flags of `start`; the server itself listens on the next port.
 */
const root = dirname(dirname(import.meta.dirname))
const { host, port } = readConfig({ argv: process.argv.slice(2), env: process.env })
const behind = port + 1

const shownAt = `http://${host}:${port}`
const server = keepRunning({
  root,
  args: [...process.argv.slice(2), '--port', String(behind)],
  env: { ...process.env, DRUMBEAT_SHOWN_AT: shownAt },
})
const vite = await createServer({
  configFile: false,
  root: join(root, 'src/web'),
  publicDir: false,
  cacheDir: join(root, 'node_modules/.vite-dev'),
  logLevel: 'warn',
  plugins: [react(), pages(server)],
  server: {
    host,
    port,
    strictPort: true,
    fs: { allow: [root] },
    proxy: { '^/(demo/)?api(/|\\?|$)': `http://${host}:${behind}`, '^/(healthz|readyz)$': `http://${host}:${behind}` },
  },
})
await vite.listen()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)

/** Signals may come more than once; ending twice does no harm. */
function stop(): void {
  void Promise.all([vite.close(), server.stop()]).then(() => process.exit(0))
}

/** Each workspace's page with its own base, as the product serves it; requests wait while the server starts anew. */
function pages(behindUs: KeptRunning): Plugin {
  return {
    name: 'drumbeat-pages',
    configureServer: ({ middlewares }) => {
      middlewares.use('/dev/mail', (request, response, next) => {
        const name = /^\/([\w-]+\.eml)$/.exec(request.url ?? '')?.[1]
        void mailPage(mailFolder(), name).then((page) => {
          if (!page) return next()
          response.setHeader('content-type', page.type)
          response.end(page.body)
        })
      })
      middlewares.use((request, _, next) => {
        if (!/^\/(demo\/)?api\//.test(request.url ?? '')) return next()
        void behindUs.ready().then(() => next())
      })
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { originalUrl }) => {
        const base = /^\/demo(\/|\?|$)/.test(originalUrl ?? '') ? '/demo/' : '/'
        return html
          .replace('<head>', `<head>\n    <base href="${base}" />`)
          .replace('src="boot.js"', 'src="/boot.js"')
          .replace('src="./main.tsx"', 'src="/main.tsx"')
      },
    },
  }
}
