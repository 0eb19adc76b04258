import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding, House, Violation } from './house.ts'
import { compileProblems, type Problem } from './programs.ts'
import { isTest, readFiles, type SourceFile } from './source-files.ts'

/** A block of TypeScript in a page: where it begins, and the module it becomes. */
type Example = { where: string; page: string; file: string; code: string; isJsx: boolean }

/** Pages that have tests of their own: they are written out of the code, run whole, or followed in a copy of the repository. */
const tested = [
  'packages/deal-outlook/README.md',
  'packages/deal-outlook/REFERENCE.md',
  'packages/forecasting/REFERENCE.md',
  'packages/planning/REFERENCE.md',
  'docs/add-a-noun.md',
]

/** Pages whose examples are still pieces of code with gaps. Make them whole and take the page out; add none. */
const inPieces = ['src/platform/ui/README.md']

/**
 * Compiles the TypeScript in the pages. A block is read as a module of its own. A name that it does not declare is taken
 * from what the house exports; a function, a component or a hook must be found there. Another name is one that the reader has.
 */
export async function checkExamples(house: House): Promise<Finding> {
  const pages = readFiles({ root: house.root, folders: ['.'], endings: ['.md'] })
  const examples = pages.filter(({ path }) => ![...tested, ...inPieces].includes(path)).flatMap(examplesIn)
  if (examples.length === 0) return { looked: 'no examples', violations: [] }
  const folder = join(house.root, 'dist', `examples-${process.pid}`)
  try {
    const first = await compile({ house, folder, examples })
    const known = exportsOf(house)
    const completed = examples.map((example) =>
      completedWith(example, missingIn(first, example), new Map([...known, ...exportsOfPackage(house, example.page)])),
    )
    const problems = await compile({ house, folder, examples: completed })
    return {
      looked: `${examples.length} examples`,
      violations: problems.flatMap((each) => violationOf(each, examples)),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function examplesIn(page: SourceFile): Example[] {
  const blocks = [...page.text.matchAll(/^```(tsx?)\n([\s\S]*?)^```/gm)]
  return blocks.map((block, at) => {
    const line = page.text.slice(0, block.index).split('\n').length
    const name = page.path.replace(/[^a-z0-9]+/gi, '-')
    const isJsx = block[1] === 'tsx'
    const body = block[2]!.replaceAll('…', isJsx && block[2]!.trimStart().startsWith('<') ? '…' : 'undefined as never')
    const code = isJsx && body.trimStart().startsWith('<') ? `export const shown = <>\n${body}</>\n` : body
    return {
      where: `${page.path}:${line}`,
      page: page.path,
      file: `${name}-${at}.${block[1]}`,
      code: `${code}\nexport {}\n`,
      isJsx,
    }
  })
}

async function compile(input: { house: House; folder: string; examples: Example[] }): Promise<Problem[]> {
  const { house, folder, examples } = input
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const { file, code } of examples) await writeFile(join(folder, file), code)
  const options = {
    noEmit: true,
    noUnusedLocals: false,
    noUnusedParameters: false,
    noUncheckedIndexedAccess: false,
    noImplicitAny: false,
    rootDir: house.root,
  }
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: options, include: ['.'] }),
  )
  const problems = await compileProblems({ root: house.root, config: join(folder, 'tsconfig.json') })
  return problems.filter(({ file }) => file.includes(`examples-${process.pid}`))
}

function missingIn(problems: Problem[], example: Example): string[] {
  const own = problems.filter(({ file }) => file.endsWith(`/${example.file}`))
  return [
    ...new Set(own.flatMap(({ says }) => /(?:Cannot find name|shorthand property) '(\w+)'/.exec(says)?.[1] ?? [])),
  ]
}

function completedWith(example: Example, missing: string[], known: Map<string, string>): Example {
  const lines = missing.flatMap((name) => {
    const home = known.get(name)
    if (home) return [`import { ${name} } from '${home}'`]
    const isUsedByName = new RegExp(`<${name}\\b|(?<![.\\w])${name}(<\\w+>)?\\(`).test(example.code)
    return isUsedByName ? [] : [`declare const ${name}: any`]
  })
  return { ...example, code: `${lines.join('\n')}\n${example.code}` }
}

/** Everything that the house exports by name, and the components its screens are made of, each with the module it stands in. */
function exportsOf(house: House): Map<string, string> {
  const found = new Map<string, string>()
  const files = readFiles({ root: house.root, folders: ['src'], endings: ['.ts', '.tsx'] })
  for (const { path, text } of files.filter((file) => !isTest(file.path))) {
    for (const [, name] of text.matchAll(/^export (?:async )?(?:function|const|type|class|interface) (\w+)/gm))
      if (!found.has(name!) || path.startsWith('src/platform/')) found.set(name!, `#${path.slice('src/'.length)}`)
    for (const [, names, from] of text.matchAll(
      /^import \{([^}]+)\} from '(@mantine\/core|@tanstack\/react-router|react)'/gm,
    ))
      for (const name of names!.split(',').map((each) => each.trim()))
        if (/^\w+$/.test(name) && !found.has(name)) found.set(name, from!)
  }
  return found
}

/** What the package that a page belongs to hands out by its name. */
function exportsOfPackage(house: House, page: string): Map<string, string> {
  const [first, name] = page.split('/')
  if (first !== 'packages') return new Map()
  const [index] = readFiles({ root: house.root, folders: [`packages/${name}/src`], endings: ['/index.ts'] })
  const listed = [...(index?.text ?? '').matchAll(/^export (?:type )?\{([^}]+)\}/gm)].flatMap((match) =>
    match[1]!.split(','),
  )
  const names = listed.map((each) => each.trim().split(' ').at(-1)!).filter((each) => each !== '')
  return new Map(names.map((each) => [each, `@drumbeat/${name}`]))
}

function violationOf(problem: Problem, examples: Example[]): Violation[] {
  const example = examples.find(({ file }) => problem.file.endsWith(`/${file}`))
  return [{ where: example?.where ?? problem.file, rule: 'code in the pages compiles', says: problem.says }]
}
