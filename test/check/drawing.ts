import type { House } from './house.ts'

const opening = '<!-- arrows: drawn from each domain.ts by "npm run arrows -- --write" -->'
const closing = '<!-- end of arrows -->'

/** The arrows of the house as a Mermaid drawing; an arrow reads "uses". */
export function drawArrows(house: House): string {
  const lines = Object.entries(house.mayUse).flatMap(([domain, uses]) => {
    if (uses.includes('*')) return [`  ${idOf(domain)}[${domain}] --> all((every domain))`]
    if (uses.length === 0) return [`  ${idOf(domain)}[${domain}]`]
    return uses.map((used) => `  ${idOf(domain)}[${domain}] --> ${idOf(used)}[${used}]`)
  })
  return ['```mermaid', 'flowchart BT', ...lines, '```'].join('\n')
}

/** The drawing that stands in a page between its two marks, or undefined when the marks are missing. */
export function drawingIn(page: string): string | undefined {
  const [, rest] = page.split(opening)
  return rest?.includes(closing) ? rest.split(closing)[0]?.trim() : undefined
}

/** The page with its drawing replaced; a page without marks gets them at its end. */
export function withDrawing(page: string, drawing: string): string {
  const block = `${opening}\n${drawing}\n${closing}`
  const start = page.indexOf(opening)
  if (start < 0) return `${page.trimEnd()}\n\n${block}\n`
  const end = page.indexOf(closing, start)
  return page.slice(0, start) + block + page.slice(end < 0 ? start + opening.length : end + closing.length)
}

function idOf(domain: string): string {
  return domain.replaceAll('-', '_')
}
