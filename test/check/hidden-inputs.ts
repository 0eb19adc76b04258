import ts from 'typescript'
import type { Finding, House } from './house.ts'
import { isTest, parse, placeOf, readFiles, walk } from './source-files.ts'

/** Finds clocks and dice outside platform: time and seed are parameters, or a result cannot be had twice. */
export function checkHiddenInputs(house: House): Finding {
  const files = readFiles({
    root: house.root,
    folders: ['src', 'packages', 'examples'],
    endings: ['.ts', '.tsx'],
  }).filter((file) => !file.path.startsWith('src/platform/') && !isTest(file.path))
  const violations = files.flatMap((file) => {
    const tree = parse(file)
    const found = [...walk(tree)].filter(isHiddenInput)
    return found.map((node) => ({
      where: placeOf(tree, node.getStart()),
      rule: 'clock and seed are parameters (only src/platform/ asks the machine)',
      says: `asks with ${node.getText()}`,
    }))
  })
  return { looked: `${files.length} files`, violations }
}

function isHiddenInput(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length
  if (!ts.isCallExpression(node)) return false
  return (
    /^(Date[.]now|Date|Math[.]random|dayjs|crypto[.]randomUUID)$/.test(node.expression.getText()) &&
    node.arguments.length === 0
  )
}
