import { readdir, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Writes .br and .gz beside every text file of a build, so that serving compresses nothing. */
export async function packBuild(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true })
  const texts = files.filter((file) => /\.(js|css|svg)$/.test(file))
  await Promise.all(
    texts.map(async (file) => {
      const content = await readFile(`${folder}/${file}`)
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
      await writeFile(`${folder}/${file}.br`, await brotli(content, { params }))
      await writeFile(`${folder}/${file}.gz`, await zip(content))
    }),
  )
}
