import { noticeWords } from '../inbox/words.ts'
import { spelledOut } from '../mentions.ts'
import type { Notice } from '../schema.ts'

/** A message in plain words, before it is laid out for where it goes. */
export type Message = { title: string; lines: readonly { text: string; link: string | null }[]; link: string }

const MOST = 20
const MOST_LETTERS = 300

/** What came, newest first, as one message; what is beyond twenty is counted. `base` is the address of the workspace. */
export function messageOf(notices: readonly Notice[], { base }: { base: string }): Message {
  const told = notices.slice(0, MOST)
  const more = notices.length - told.length
  const lines = told.map((notice) => ({
    text: shortened(`${noticeWords(notice)}: ${spelledOut(notice.text, notice.mentions)}`),
    link: notice.about?.path ? `${base}${notice.about.path}` : null,
  }))
  const inbox = `${base}/actions?tab=inbox`
  return {
    title: notices.length === 1 ? lines[0]!.text : `${notices.length} new things in your inbox`,
    lines: more > 0 ? [...lines, { text: `and ${more} more in your inbox`, link: inbox }] : lines,
    link: inbox,
  }
}

function shortened(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text
}

/** As a mail. */
export function mailOf({ title, lines, link }: Message, { to, company }: { to: string; company: string }) {
  const text = lines.map((line) => (line.link ? `${line.text}\n${line.link}` : line.text)).join('\n\n')
  const foot = `Your inbox at ${company}: ${link}\nNotifications are set there.`
  return { to, subject: oneLine(title), text: `${text}\n\n${foot}\n` }
}

/** As the body of an incoming webhook: a card where the address is Microsoft's, else text with links as Slack and those who follow it read it. */
export function chatBodyOf({ title, lines, link }: Message, url: string): string {
  if (isTeams(url)) {
    const body = [
      { type: 'TextBlock', text: plain(title), weight: 'bolder', wrap: true },
      ...(lines.length > 1 ? lines : []).map(({ text }) => ({ type: 'TextBlock', text: plain(text), wrap: true })),
    ]
    const actions = [
      { type: 'Action.OpenUrl', title: 'Open', url: lines.length === 1 ? (lines[0]!.link ?? link) : link },
    ]
    const content = { type: 'AdaptiveCard', version: '1.4', body, actions }
    return JSON.stringify({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
    })
  }
  const said = lines.map((line) => `• ${escaped(line.text)}${line.link ? ` <${line.link}|open>` : ''}`)
  const [first] = lines
  const one = first && `${escaped(first.text)} <${first.link ?? link}|open>`
  return JSON.stringify({ text: lines.length === 1 ? one : [`*${escaped(title)}* <${link}|open>`, ...said].join('\n') })
}

function isTeams(url: string): boolean {
  return /(^|\.)(office\.com|logic\.azure\.com|powerplatform\.com)$/.test(new URL(url).hostname)
}

/** What people wrote names nobody and formats nothing in a chat. */
function escaped(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200b')
}

/** A card reads Markdown: what people wrote is not meant as such. */
function plain(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]()#+!|~<>-]/g, '\\$&')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
