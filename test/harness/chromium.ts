import { spawnSync } from 'node:child_process'
import { accessSync, constants, createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

/** A Chromium to run, with the environment it needs on top of ours. */
export type Chromium = { executablePath: string; env: Record<string, string> }

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
]
const npmPackage = '@sparticuz/chromium'
const installCommand = 'apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core'

/** Finds a Chromium: CHROME_PATH, an installed one, the one in an npm package, or (as root) Debian's, installed now. */
export async function findChromium(): Promise<Chromium> {
  const chosen = process.env.CHROME_PATH
  if (chosen) {
    if (!isProgram(chosen))
      throw new Error(`CHROME_PATH=${chosen} is not a program. Set it to a Chromium, or unset it.`)
    return { executablePath: chosen, env: {} }
  }
  const system = installed.find(isProgram)
  if (system) return { executablePath: system, env: {} }
  const packed = packedChromium()
  if (packed) return await unpack(packed)
  return installFromDebian()
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function packedChromium(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  let folder: string
  try {
    folder = dirname(createRequire(import.meta.url).resolve(npmPackage))
  } catch {
    return undefined
  }
  while (!existsSync(join(folder, 'bin', 'chromium.br'))) {
    if (folder === dirname(folder)) return undefined
    folder = dirname(folder)
  }
  return folder
}

/** Unpacks the package's compressed binary, libraries and fonts once, below the user's cache folder. */
async function unpack(root: string): Promise<Chromium> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const home = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'drumbeat', `chromium-${version}`)
  const env = { LD_LIBRARY_PATH: join(home, 'lib'), FONTCONFIG_FILE: join(home, 'drumbeat-fonts.conf') }
  const executablePath = join(home, 'chromium')
  if (existsSync(executablePath)) return { executablePath, env }
  const half = `${home}.${process.pid}`
  await mkdir(half, { recursive: true })
  for (const part of ['al2023.tar', 'swiftshader.tar', 'fonts.tar', 'chromium']) {
    const target = join(half, part)
    await pipeline(
      createReadStream(join(root, 'bin', `${part}.br`)),
      createBrotliDecompress(),
      createWriteStream(target),
    )
    if (!part.endsWith('.tar')) continue
    const tar = spawnSync('tar', ['-xf', target, '-C', half, '--no-same-owner'], { encoding: 'utf8' })
    if (tar.status !== 0) throw new Error(`${part} of ${npmPackage} could not be unpacked: ${tar.stderr ?? tar.error}`)
    await rm(target)
  }
  await chmod(join(half, 'chromium'), 0o755)
  await writeFile(join(half, 'drumbeat-fonts.conf'), fontsConfig(join(home, 'fonts')))
  await rename(half, home).catch(() => rm(half, { recursive: true, force: true }))
  return { executablePath, env }
}

function fontsConfig(bundled: string): string {
  const folders = [bundled, '/usr/share/fonts', '/usr/local/share/fonts']
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <cachedir>${dirname(bundled)}/fonts-cache</cachedir>
</fontconfig>
`
}

function installFromDebian(): Chromium {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall) {
    process.stderr.write('No Chromium found; installing the one of this system …\n')
    spawnSync('sh', ['-c', installCommand], { stdio: ['ignore', 'ignore', 'inherit'] })
    const system = installed.find(isProgram)
    if (system) return { executablePath: system, env: {} }
  }
  throw new Error(
    `The screen tests need Chromium and none was found. Run "${mayInstall ? '' : "sudo sh -c '"}${installCommand}${mayInstall ? '' : "'"}", ` +
      'or set CHROME_PATH to a Chromium or Chrome you have.',
  )
}
