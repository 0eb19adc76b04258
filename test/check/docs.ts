import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { drawArrows, drawingIn } from './drawing.ts'
import type { Finding, House, Violation } from './house.ts'
import { readFiles, type SourceFile } from './source-files.ts'

const needed = ['README.md', 'ARCHITECTURE.md', 'STYLE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'LICENSE']

/** Checks the pages like code: links lead somewhere, the drawing is the one of the plan, the commands exist. */
export function checkDocs(house: House): Finding {
  const pages = readFiles({ root: house.root, folders: ['.'], endings: ['.md'] }).map((page) => ({
    path: normalize(page.path),
    text: page.text,
  }))
  const missing = needed
    .filter((name) => !existsSync(join(house.root, name)))
    .map((name) => ({ where: name, rule: 'the pages of the house exist', says: 'is missing' }))
  const links = pages.flatMap((page) => brokenLinks(house, page))
  const commands = pages.flatMap((page) => unknownCommands(house, page))
  return {
    looked: `${pages.length} pages`,
    violations: [...missing, ...links, ...commands, ...staleDrawing(house, pages)],
  }
}

function brokenLinks(house: House, page: SourceFile): Violation[] {
  const prose = withoutCode(page.text)
  const targets = [
    ...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g),
    ...prose.matchAll(/^\[[^\]]+\]:\s+(\S+)/gm),
  ]
  return targets
    .map((match) => match[1]!)
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target) && !isScreen(page, target))
    .filter((target) => !leadsSomewhere({ house, page, target }))
    .map((target) => ({ where: page.path, rule: 'links lead somewhere', says: `${target} does not` }))
}

/** Pages of help lead to screens by their path; the test of the help itself knows which there are. */
function isScreen({ path }: SourceFile, target: string): boolean {
  return /(^|\/)src\/[^/]+\/help\//.test(path) && target.startsWith('/')
}

function leadsSomewhere(link: { house: House; page: SourceFile; target: string }): boolean {
  const [path = '', anchor] = decodeURIComponent(link.target).split('#')
  const file = path ? join(link.house.root, dirname(link.page.path), path) : join(link.house.root, link.page.path)
  if (!existsSync(file)) return false
  if (!anchor || !file.endsWith('.md')) return true
  return anchorsOf(readFileSync(file, 'utf8')).includes(anchor)
}

/** Headings as the usual hosts turn them into anchors. */
function anchorsOf(page: string): string[] {
  const headings = [...withoutCode(page).matchAll(/^#+\s+(.+)$/gm)].map((match) => match[1]!)
  return headings.map((heading) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

function withoutCode(text: string): string {
  return text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '')
}

function unknownCommands(house: House, page: SourceFile): Violation[] {
  const scripts = Object.keys(JSON.parse(readFileSync(join(house.root, 'package.json'), 'utf8')).scripts)
  const commands = commandsOfCli(house)
  const shells = [...page.text.matchAll(/^```(?:sh|bash|shell|console)\n([\s\S]*?)^```/gm)].flatMap((match) =>
    match[1]!.split('\n'),
  )
  const unknown = (line: string) => {
    const script = /\bnpm (?:run )?(\w[\w:-]*)/.exec(line)
    if (script && !['ci', 'install', 'run'].includes(script[1]!) && !scripts.includes(script[1]!)) return script[0]
    const command = /(?:^|[\s|])(?:\.\/bin\/drumbeat\.mjs|npx drumbeat|drumbeat) ([a-z][\w-]*)/.exec(line)
    return command && !commands.includes(command[1]!) ? command[0].trim() : undefined
  }
  const says = (line: string) => `"${unknown(line)}" is not a command`
  const rule = 'every command in the pages exists'
  return shells.filter(unknown).map((line) => ({ where: page.path, rule, says: says(line) }))
}

/** The commands that src/cli.ts declares, with those that the launcher adds. */
function commandsOfCli(house: House): string[] {
  const file = join(house.root, 'src/cli.ts')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const declared = [...text.matchAll(/\b(?:command|passedThrough)\(\s*'([a-z-]+)/g)].map((match) => match[1]!)
  return [...declared, 'help', 'test', 'check', 'arrows', 'bench', 'pack', 'dev', 'reset']
}

function staleDrawing(house: House, pages: SourceFile[]): Violation[] {
  const page = pages.find((each) => each.path === 'ARCHITECTURE.md')
  if (!page || drawingIn(page.text) === drawArrows(house)) return []
  const says = 'it is another one; run "npm run arrows -- --write"'
  return [{ where: page.path, rule: 'the drawing is the one that the domains declare', says }]
}
