import type { Page } from 'playwright-core'

/** The numbers in the content of a page that open no rows and have no definition, each with where it stands. */
export function doorless(page: Page): Promise<string[]> {
  return page.evaluate(findDoorless)
}

/** Runs inside the page. A number is a text with a count, an amount or a share in it, once days, times, periods and codes are out. */
function findDoorless(): string[] {
  const opens = 'a[href], button, [role="button"], [role="tab"], [role="treeitem"], summary, label, select'
  const opensRow = '[data-door], [data-edits], [role="row"][data-opens]'
  const says = '[title], [data-explained], figure, form, article'
  const names = 'h1, h2, h3, th, [role="columnheader"], time, code, pre, [aria-hidden="true"]'
  const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.parentElement!
    const text = (node.textContent ?? '').replace(/\s+/g, ' ').trim()
    if (!isFigure(text) || at.closest(`${names}, ${opens}, ${opensRow}, ${says}`) || isDefined(at)) continue
    if (at.checkVisibility()) found.push(`${text.slice(0, 80)} (${placeOf(at)})`)
  }
  return found

  function isFigure(text: string): boolean {
    const months = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*'
    const left = text
      .replace(/\b\d{1,2}:\d\d\b|\b(19|20)\d\d(-\d\d){0,2}\b/g, '')
      .replace(new RegExp(`\\b${months}\\.? \\d{1,2}\\b|\\b\\d{1,2}\\.? ${months}`, 'g'), '')
      .replace(/\b(FY|Q|W|H|P|week|month|level|step) ?\d+\b|\b[A-Za-z]+[-_]?\d[\w-]*|\b\d+[A-Za-z]+\d[\w-]*/gi, '')
    return /\d/.test(left)
  }

  /** An entry of a list with a door of its own, or a cell whose column or row says what it means or opens something. */
  function isDefined(at: Element): boolean {
    if (at.closest('li')?.querySelector('a[href], button')) return true
    const cell = at.closest('[role="gridcell"], td')
    const row = cell?.closest('[role="row"], tr')
    const table = row?.closest('[role="grid"], [role="treegrid"], table')
    if (!cell || !row || !table) return false
    if (row.querySelector('a[href], button, :scope > :first-child [title]')) return true
    const column = cell.getAttribute('aria-colindex')
    const head = column
      ? table.querySelector(`[role="columnheader"][aria-colindex="${column}"]`)
      : table.querySelectorAll('thead th')[[...row.children].indexOf(cell)]
    return head?.matches('[title]') === true || head?.querySelector('[title], [aria-haspopup]') != null
  }

  function placeOf(at: Element): string {
    const named = at.closest('[aria-label]')?.getAttribute('aria-label')
    return [named, at.tagName.toLowerCase()].filter(Boolean).join(', ')
  }
}
