import type { Message } from '#actions/chat.io.ts'
import type { ToldRow } from '#platform/digest-view.ts'
import { escaped } from '#platform/html.ts'
import type { News } from './seen.ts'
import type { ToldPart } from './tell.io.ts'

/** What a digest says to one receiver. */
export type Letter = {
  name: string
  parts: readonly (ToldPart & { news: News })[]
  /** The day it was last told. */
  since: string | null
  /** The address of the workspace. */
  base: string
  /** Who made it; null for the receiver. */
  from: string | null
}

/** So many rows of a view stand in a mail; the screen has them all. */
const MOST_ROWS = 15

/** The digest as a mail, in plain text and in HTML that says the same. */
export function mailOf(letter: Letter): { subject: string; text: string; html: string } {
  const { name, parts } = letter
  const foot = footOf(letter)
  return {
    subject: name,
    text: `${[...parts.map((part) => plainPart(part, letter)), ...foot.map(({ text, link }) => (link ? `${text}: ${link}` : text))].join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(name)}</title></head>
<body style="margin:0;padding:16px;font-family:system-ui,sans-serif;font-size:14px;line-height:1.5;color:#1c2330;background:#ffffff">
<div style="max-width:720px;margin:0 auto">
<h1 style="font-size:19px;margin:0 0 4px">${escaped(name)}</h1>
${parts.map((part) => htmlPart(part, letter)).join('\n')}
<hr style="border:0;border-top:1px solid #d8dce3;margin:24px 0 12px">
${foot.map(({ text, link }) => `<p style="font-size:12px;color:#5b6472;margin:4px 0">${link ? linked(text, link) : escaped(text)}</p>`).join('\n')}
</div></body></html>`,
  }
}

/** The digest in a chat: each view a line. */
export function chatOf({ name, parts, base }: Letter): Message {
  const lines = parts.map((part) => ({
    text: `${part.title}: ${part.problem ?? [part.says, newsWords(part.news)].filter(Boolean).join(' ')}`,
    link: `${base}${part.path}`,
  }))
  return { title: name, lines, link: `${base}/digests` }
}

function plainPart(part: Letter['parts'][number], { base }: Letter): string {
  const { title, columns, rows, news } = part
  const said = part.problem ?? [part.says, newsWords(news)].filter(Boolean).join(' ')
  const lines = rows.slice(0, MOST_ROWS).map((row, at) => {
    const cells = row.cells.map((cell, place) => (place === 0 ? cell : cell && `${columns[place]!.header}: ${cell}`))
    return `- ${news?.rows[at] === 'new' ? 'New: ' : ''}${cells.filter(Boolean).join('; ')}`
  })
  return [title, said, ...lines, ...moreOf(part), `${base}${part.path}`].join('\n')
}

function htmlPart(part: Letter['parts'][number], { base, since }: Letter): string {
  const { title, says, problem, columns, rows, news, path } = part
  const told = newsWords(news, since)
  const align = (at: number) => (columns[at]?.isNumber ? 'right' : 'left')
  const head = columns
    .map(
      ({ header }, at) =>
        `<th style="text-align:${align(at)};padding:4px 8px;border-bottom:1px solid #c3c9d3;font-size:12px;color:#5b6472">${escaped(header)}</th>`,
    )
    .join('')
  const body = rows
    .slice(0, MOST_ROWS)
    .map((row, at) => `<tr>${cellsOf(row, { news: news?.rows[at], base, align })}</tr>`)
  const table =
    rows.length === 0
      ? ''
      : `<table style="border-collapse:collapse;width:100%;font-size:13px"><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`
  const more = moreOf(part).map((text) => `<p style="margin:6px 0 0;font-size:12px;color:#5b6472">${escaped(text)}</p>`)
  return `<h2 style="font-size:15px;margin:24px 0 4px">${linked(title, `${base}${path}`)}</h2>
<p style="margin:0 0 8px${problem ? ';color:#9b2c1f' : ''}">${escaped(problem ?? says)}${told ? ` <span style="color:#5b6472">${escaped(told)}</span>` : ''}</p>
${table}${more.join('')}`
}

function cellsOf(
  { cells, path }: ToldRow,
  {
    news,
    base,
    align,
  }: { news: 'new' | 'same' | readonly boolean[] | undefined; base: string; align: (at: number) => string },
): string {
  return cells
    .map((cell, at) => {
      const text = at === 0 && path !== null ? linked(cell, `${base}${path}`) : escaped(cell)
      const isChanged = typeof news === 'object' && news[at] === true
      const mark = at === 0 && news === 'new' ? ' <b style="font-size:11px;color:#8a5a00">new</b>' : ''
      const background = isChanged ? ';background:#fff3d6' : ''
      return `<td style="text-align:${align(at)};padding:4px 8px;border-bottom:1px solid #e8ebf0;vertical-align:top${background}">${text}${mark}</td>`
    })
    .join('')
}

function moreOf({ rows, count }: ToldPart): string[] {
  const more = count - Math.min(rows.length, MOST_ROWS)
  return more > 0 && rows.length > 0 ? [`and ${more} more`] : []
}

/** What is new in words; empty where nothing is, or nothing was told before. */
function newsWords(news: News, since: string | null = null): string {
  if (!news?.isChanged) return ''
  const fresh = news.rows.filter((row) => row === 'new').length
  const changed = news.rows.filter((row) => typeof row === 'object').length
  const said = [
    ...(fresh > 0 ? [`${fresh} new`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(news.gone > 0 ? [`${news.gone} no longer here`] : []),
  ]
  return said.length === 0 ? '' : `Since ${since ?? 'the last digest'}: ${said.join(', ')}.`
}

function footOf({ base, from, since }: Letter): { text: string; link: string | null }[] {
  return [
    ...(since ? [{ text: 'What is marked is new, or has changed, since the last digest.', link: null }] : []),
    {
      text: from ? `${from} had this sent to you; change or stop it` : 'You have this sent to you; change or stop it',
      link: `${base}/digests`,
    },
  ]
}

function linked(text: string, link: string): string {
  return `<a href="${escaped(link)}" style="color:#2f4b9b">${escaped(text)}</a>`
}
