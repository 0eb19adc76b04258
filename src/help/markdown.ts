import { Marked } from 'marked'
import { escaped } from '#platform/html.ts'

/** Turns a page's Markdown into HTML; `hrefOf` resolves where links lead; where it says null the words stay without a link. Headings get anchors. */
export function htmlOf(markdown: string, hrefOf: (target: string) => string | null): string {
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }) {
        const inner = this.parser.parseInline(tokens)
        return `<h${depth} id="${anchorOf(inner)}">${inner}</h${depth}>\n`
      },
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens)
        const target = hrefOf(href)
        return target === null ? words : `<a href="${escaped(target)}">${words}</a>`
      },
      html({ text }) {
        return escaped(text)
      },
    },
  })
  return marked.parse(markdown, { async: false })
}

/** What a page says, without its marks: for the search. */
export function plainOf(markdown: string): string {
  return markdown
    .replace(/\]\([^)]*\)/g, '')
    .replace(/[*`#>[\]|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/<[^>]+>|&[a-z]+;/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}
