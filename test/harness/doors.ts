import type { Page } from 'playwright-core'

/** A number of a page: where it stands, and what a click on it, its cell, its row or its tile leads to; counts and sums of a list stand over their rows. */
export type ShownNumber = { text: string; place: string; door: 'rows' | 'over rows' | 'definition' | 'none' }

/** The numbers in the content of a page. Days, times, periods, codes, progress and the names of ranges are none, nor is what people type or write to each other. */
export function shownNumbers(page: Page): Promise<ShownNumber[]> {
  return page.evaluate(findNumbers)
}

/** Runs inside the page. */
function findNumbers(): ShownNumber[] {
  const means = '[data-means]'
  const opens = `a[href], button:not(${means}), [role="button"]:not(${means}), [role="tab"], [role="treeitem"], summary, label, select`
  const opensRow = '[data-door], [data-edits], [role="row"][data-opens]'
  const overRows = '[data-over-rows]'
  const says = `${means}, [title], [data-explained], figure`
  const names =
    'h1, h2, h3, th, [role="columnheader"], time, [data-named], code, pre, [role="status"], [aria-hidden="true"]'
  const written = 'form, article'
  const tiles = ['li', 'tr', '[role="row"]', '[data-tile]']
  const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT)
  const found: ShownNumber[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.parentElement!
    const text = (node.textContent ?? '').replace(/\s+/g, ' ').trim()
    if (!isFigure(text) || at.closest(`${names}, ${written}`) || !at.checkVisibility()) continue
    found.push({ text: text.slice(0, 80), place: placeOf(at), door: doorOf(at) })
  }
  return found

  function isFigure(text: string): boolean {
    const months = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*'
    const left = text
      .replace(/\b(FY|Q|W|H|P|week|month|level|step) ?\d+\b|\b[A-Za-z]+[-_]?\d[\w-]*|\b\d+[A-Za-z]+\d[\w-]*/gi, '')
      .replace(/\b\d+ ?%( range| interval| confidence)/g, '')
      .replace(/\b\d{1,2}:\d\d\b|\b(19|20)\d\d(-\d\d){0,2}\b/g, '')
      .replace(new RegExp(`\\b${months}\\.? \\d{1,2}\\b|\\b\\d{1,2}\\.? ${months}`, 'g'), '')
    return /\d/.test(left)
  }

  function doorOf(at: Element): ShownNumber['door'] {
    if (at.closest(`${opens}, ${opensRow}`)) return 'rows'
    if (tiles.some((tile) => at.closest(tile)?.querySelector(`a[href], button:not(${means})`))) return 'rows'
    if (at.closest(overRows)) return 'over rows'
    return at.closest(says) || isDefined(at) ? 'definition' : 'none'
  }

  /** A cell whose column or row says what it means. */
  function isDefined(at: Element): boolean {
    const cell = at.closest('[role="gridcell"], td')
    const row = cell?.closest('[role="row"], tr')
    const table = row?.closest('[role="grid"], [role="treegrid"], table')
    if (!cell || !row || !table) return false
    if (row.querySelector(`${means}, :scope > :first-child [title]`)) return true
    const column = cell.getAttribute('aria-colindex')
    const head = column
      ? table.querySelector(`[role="columnheader"][aria-colindex="${column}"]`)
      : table.querySelectorAll('thead th')[[...row.children].indexOf(cell)]
    return head?.matches('[title]') === true || head?.querySelector(`[title], ${means}`) != null
  }

  function placeOf(at: Element): string {
    const named = at.closest('[aria-label]')?.getAttribute('aria-label')
    return [named, at.tagName.toLowerCase()].filter(Boolean).join(', ')
  }
}
