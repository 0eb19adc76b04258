import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = import.meta.dirname

export default defineConfig({
  root: `${here}/src/web`,
  base: './', // the same build serves the workspace at / and the demo at /demo/
  publicDir: false,
  plugins: [react(), bootScript('index.html', 'boot.js'), bootScript('answer.html', 'answer-boot.js'), fontFirst()],
  // A library asks for Node's crypto where there is one; browsers bring their own.
  resolve: { alias: { crypto: `${here}/src/web/no-crypto.ts` } },
  build: {
    outDir: `${here}/web-build`,
    // The survey page is a page of its own: on a phone with a slow line nobody waits for the whole product.
    rolldownOptions: { input: [`${here}/src/web/index.html`, `${here}/src/web/answer.html`] },
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
    assetsInlineLimit: 0,
  },
})

/** A page's boot script runs before the first paint, so it stays a small script of its own. */
function bootScript(page: string, script: string): Plugin {
  const mark = `<!--${script}-->`
  return {
    name: `boot-script-${page}`,
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace(`<script src="${script}"></script>`, mark),
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const source = readFileSync(`${here}/src/web/${script}`, 'utf8')
        const boot = this.getFileName(this.emitFile({ type: 'asset', name: script, source }))
        const made = bundle[page]
        if (made?.type === 'asset') made.source = String(made.source).replace(mark, `<script src="./${boot}"></script>`)
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
