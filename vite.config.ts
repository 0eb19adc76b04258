import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = import.meta.dirname

export default defineConfig({
  root: `${here}/src/web`,
  base: './', // the same build serves the workspace at / and the demo at /demo/
  publicDir: false,
  plugins: [react(), bootScript(), fontFirst()],
  // A library asks for Node's crypto where there is one; browsers bring their own.
  resolve: { alias: { crypto: `${here}/src/web/no-crypto.ts` } },
  build: {
    outDir: `${here}/web-build`,
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    assetsInlineLimit: 0,
  },
})

/** boot.js runs before the first paint, so it stays a small script of its own. */
function bootScript(): Plugin {
  return {
    name: 'boot-script',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace('<script src="boot.js"></script>', '<!--boot-->'),
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const source = readFileSync(`${here}/src/web/boot.js`, 'utf8')
        const boot = this.getFileName(this.emitFile({ type: 'asset', name: 'boot.js', source }))
        const page = bundle['index.html']
        if (page?.type === 'asset')
          page.source = String(page.source).replace('<!--boot-->', `<script src="./${boot}"></script>`)
      },
    },
  }
}

/** The Latin letters of Inter load with the page, not after the styles were read. */
function fontFirst(): Plugin {
  return {
    name: 'font-first',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const font = Object.keys(bundle).find((name) => /inter-latin-wght-normal-.*\.woff2$/.test(name))
        const page = bundle['index.html']
        if (!font || page?.type !== 'asset') return
        const link = `<link rel="preload" href="./${font}" as="font" type="font/woff2" crossorigin />`
        page.source = String(page.source).replace('</head>', `  ${link}\n  </head>`)
      },
    },
  }
}
