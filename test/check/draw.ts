import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkArrows } from './arrows.ts'
import { drawArrows, withDrawing } from './drawing.ts'
import { readHouse } from './house.ts'

/** `npm run arrows`: checks the arrows and prints them; with `--write` the drawing in ARCHITECTURE.md is replaced. */
const house = await readHouse(dirname(dirname(import.meta.dirname)))
const drawing = drawArrows(house)
process.stdout.write(`${drawing}\n`)

if (process.argv.includes('--write')) {
  const page = join(house.root, 'ARCHITECTURE.md')
  await writeFile(page, withDrawing(await readFile(page, 'utf8'), drawing))
}

const { looked, violations } = await checkArrows(house)
for (const { where, rule, says } of violations) process.stdout.write(`${where} ${says}\n    ${rule}\n`)
process.stdout.write(`${looked}, ${violations.length} against the arrows\n`)
process.exitCode = violations.length > 0 ? 1 : 0
