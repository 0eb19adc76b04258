import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type HelpPage, pageOf } from './page.ts'
import type { Parts } from './site.ts'

const root = resolve(import.meta.dirname, '../..')

/** Every page of help of this clone. */
export function readPages(): HelpPage[] {
  const files = ['src/*/help/{screens,tasks}/*.md', 'docs/*.md'].flatMap((each) => globSync(each, { cwd: root }).sort())
  return files.map((file) => pageOf({ file, text: readFileSync(join(root, file), 'utf8') }))
}

/** The files that the site brings along, by name. */
export function readParts(): Parts {
  const text = (file: string) => readFileSync(join(root, file), 'utf8')
  return {
    tokens: text('src/platform/ui/tokens.css'),
    style: text('src/help/help.css'),
    search: text('src/help/search-box.js'),
    index: text('node_modules/minisearch/dist/umd/index.js'),
    font: readFileSync(join(root, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')),
  }
}
