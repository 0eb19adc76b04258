import { spawnSync } from 'node:child_process'

/** What a part of the tests is named by: paths for Vitest, or `all`. */
export type Touched = string[] | 'all'

/** Files that differ from `base` (by default from where the branch left main), the uncommitted and new ones included. */
export function changedFiles(root: string, base?: string): string[] {
  const since = base ?? (tryGit(root, ['merge-base', 'HEAD', 'main']) || 'HEAD')
  const committed = git(root, ['diff', '--name-only', since])
  const untracked = git(root, ['ls-files', '--others', '--exclude-standard'])
  return [...new Set([...committed.split('\n'), ...untracked.split('\n')])].filter((path) => path !== '').sort()
}

/**
 * The tests that a change of these files touches: those beside the file, and those that tell the story of its domain or
 * package. What everything stands on asks for everything.
 */
export function testsFor(files: readonly string[]): Touched {
  const found = new Set<string>()
  for (const file of files) {
    const touched = testsOf(file)
    if (touched === 'all') return 'all'
    for (const path of touched) found.add(path)
  }
  return [...found].sort()
}

function testsOf(file: string): Touched {
  const [first, second = '', third = ''] = file.split('/')
  if (/^(package(-lock)?\.json|vitest\.config\.ts|tsconfig\.json)$/.test(file) || file.startsWith('test/harness/'))
    return 'all'
  if (/\.test\.tsx?$/.test(file)) return [file]
  if (first === 'packages') return [`packages/${second}/`, `test/reference/${second}/`]
  if (first === 'src' && third === '')
    return ['src/', 'test/scenarios/platform/', 'test/scenarios/permissions/', 'test/start.test.ts']
  if (first === 'src' && second === 'platform')
    return ['src/platform/', 'test/scenarios/platform/', 'test/scenarios/permissions/']
  if (first === 'src' && second === 'web') return ['src/web/', 'test/screens/every-screen']
  if (first === 'src')
    return [`src/${second}/`, `test/scenarios/${second}`, `test/screens/${second}/`, ...storiesOf(second)]
  if (first === 'examples') return ['examples/', 'test/scenarios/demo-company/']
  if (first === 'bin') return ['test/launcher.test.ts', 'test/usage.test.ts']
  if (first === 'test' && second !== '') return [`test/${second}/${third.includes('.') ? '' : third}`]
  return file.endsWith('.md') ? ['test/readme.test.ts'] : []
}

/** Stories that do not bear the name of their domain. */
function storiesOf(domain: string): string[] {
  return domain === 'imports' ? ['test/scenarios/import-'] : []
}

function git(root: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed: ${(stderr ?? '').trim()}`)
  return stdout.trim()
}

function tryGit(root: string, args: string[]): string {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : ''
}
