import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Every screen, every tab and every state in all four ways: wide and narrow, in light and in dark; axe and sideways scrolling. */
export async function run(): Promise<string> {
  const env = { ...process.env, LOOKS: 'all' }
  const child = spawn('npm', ['test', '--silent', '--', 'test/screens/every-screen'], { cwd: root, env })
  let out = ''
  child.stdout.on('data', (part: Buffer) => {
    out += part
  })
  child.stderr.pipe(process.stderr)
  const [code] = await once(child, 'exit')
  const looked = out.match(/looks right, wide and narrow, light and dark/g)?.length ?? 0
  const last = out.trimEnd().split('\n').at(-1) ?? ''
  if (code !== 0) process.stderr.write(out.slice(-20_000))
  return `${looked} screens and states, each with its tabs, at 1440 and 390 pixels in light and dark: ${last}.`
}
