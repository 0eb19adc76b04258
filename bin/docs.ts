import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { helpOfThisProduct } from '../src/help/this-product.ts'

/** `npm run docs -- FOLDER`: the help as plain files, to be read from a disk or served by anything. */
const [folder] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('Say where to: npm run docs -- FOLDER\n')
  process.exit(2)
}
const files = helpOfThisProduct()
for (const [address, content] of files) {
  const path = join(resolve(folder), address)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
process.stdout.write(`${files.size} files in ${resolve(folder)}; open index.html\n`)
