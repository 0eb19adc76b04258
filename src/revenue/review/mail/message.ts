import { escaped } from '#platform/html.ts'
import { type Written, writtenIn } from '#platform/numbers/written.ts'
import { formatDay, formatMoney, formatShortMoney } from '#platform/ui/format.ts'
import type { Review } from '../contract.ts'

type Line = { text: string; link: string | null }
type Part = { title: string; lines: Line[] }
type Writing = { locale: string; base: string; written: Written }

/** So many deals of a kind are named; the page has them all. */
const MOST = 5

/** Whether a week has anything to tell: deals that moved, questions to ask, or somebody to help. */
export function hasNews({ waterfall, ask, help }: Review): boolean {
  const asked = ask ? ask.quiet.count + ask.unattended.count + ask.worse.count : 0
  return waterfall.bars.some(({ deals }) => deals > 0) || asked > 0 || help.length > 0
}

/** The weekly review as a mail, in plain text and in HTML that says the same. */
export function reviewMail(
  review: Review,
  { locale, base }: Omit<Writing, 'written'>,
): { subject: string; text: string; html: string } {
  const { subject, week, period } = review
  const whose = subject.kind === 'company' ? 'everybody' : subject.name
  const title = `Weekly review of ${whose}: ${formatDay(week.from, { locale })} to ${formatDay(week.to, { locale })}`
  const door = subject.kind === 'team' ? `&team=${subject.id}` : subject.id ? `&person=${subject.id}` : ''
  const page = `${base}/revenue/review?asOf=${week.to}${door}`
  const writing = { locale, base, written: writtenIn(locale) }
  const head = headOf(review, writing)
  const parts = [...movedParts(review, writing), ...askParts(review, writing), helpPart(review, writing)]
  const told = parts.filter(({ lines }) => lines.length > 0)
  const foot = `The whole page for ${period.label}: ${page}`
  const text = [
    head,
    ...told.map(({ title, lines }) => `${title}\n${lines.map((line) => `- ${line.text}`).join('\n')}`),
    foot,
    'You asked for this mail on that page, where it can be changed or stopped.',
  ].join('\n\n')
  return {
    subject: title,
    text: `${text}\n`,
    html: htmlOf({ title, head, told, page, period: period.label }),
  }
}

function headOf(
  { waterfall, won, outlook, outlookBefore, quotaMinor, currency, period }: Review,
  { locale, written: { percent } }: Writing,
): string {
  const short = (minor: number) => formatShortMoney(minor, { currency, locale })
  const { opening, closing } = waterfall
  const change = closing.amountMinor - opening.amountMinor
  const moved =
    change === 0
      ? 'stayed at'
      : change > 0
        ? `rose from ${short(opening.amountMinor)} to`
        : `fell from ${short(opening.amountMinor)} to`
  const share =
    outlook && quotaMinor !== null && quotaMinor > 0 ? `, ${percent(outlook.meanMinor / quotaMinor)} of quota` : ''
  const before = outlookBefore ? `; a week before it was ${short(outlookBefore.meanMinor)}` : ''
  const expected = outlook
    ? ` The outlook is ${short(outlook.meanMinor)} (${percent(0.8)}: ${short(outlook.loMinor)} to ${short(outlook.hiMinor)})${share}${before}.`
    : ''
  return `The open pipeline for ${period.label} ${moved} ${short(closing.amountMinor)}; ${short(Math.abs(won.amountMinor))} was won.${expected}`
}

function movedParts({ won, lost, pushed, currency }: Review, { locale, base, written }: Writing): Part[] {
  return [
    { title: 'Won', moved: won },
    { title: 'Lost', moved: lost },
    { title: 'Pushed out of the period', moved: pushed },
  ].map(({ title, moved }) => {
    const total = formatMoney(Math.abs(moved.amountMinor), { currency, locale })
    const lines = moved.moves.slice(0, MOST).flatMap(({ amountMinor, before, after }) => {
      const deal = after ?? before
      if (!deal) return []
      const amount = formatMoney(Math.abs(amountMinor), { currency, locale })
      return [
        { text: `${deal.name} (${deal.ownerName ?? 'nobody'}): ${amount}`, link: `${base}/crm/deals?deal=${deal.id}` },
      ]
    })
    return { title: `${title}: ${written.number(moved.deals)}, ${total}`, lines: withRest(lines, moved.deals, written) }
  })
}

function askParts({ ask, currency }: Review, { locale, base, written }: Writing): Part[] {
  if (!ask) return []
  const kinds = [
    { title: 'Closing, and nobody touches them', asked: ask.unattended },
    { title: 'Gone quiet', asked: ask.quiet },
    { title: 'Committed, and less likely than said', asked: ask.worse },
  ]
  return kinds.map(({ title, asked }) => {
    const lines = asked.deals.slice(0, MOST).map(({ deal }) => {
      const amount = deal.companyMinor === null ? 'no amount' : formatMoney(deal.companyMinor, { currency, locale })
      const due = deal.expectedClose ? `, due ${formatDay(deal.expectedClose, { locale })}` : ''
      return {
        text: `${deal.name} (${deal.ownerName ?? 'nobody'}): ${amount}${due}`,
        link: `${base}/crm/deals?deal=${deal.id}`,
      }
    })
    return { title: `${title}: ${written.number(asked.count)}`, lines: withRest(lines, asked.count, written) }
  })
}

function helpPart({ help }: Review, { base, written }: Writing): Part {
  const lines = help.slice(0, MOST).map(({ personId, name, reasons }) => ({
    text: `${name}: ${reasons.join('; ')}`,
    link: `${base}/revenue?person=${personId}`,
  }))
  return { title: 'Who to help', lines: withRest(lines, help.length, written) }
}

function withRest(lines: Line[], all: number, { number }: Written): Line[] {
  return all > lines.length && lines.length > 0
    ? [...lines, { text: `and ${number(all - lines.length)} more`, link: null }]
    : lines
}

function htmlOf(mail: { title: string; head: string; told: Part[]; page: string; period: string }): string {
  const item = ({ text, link }: Line) =>
    `<li>${link ? `<a href="${escaped(link)}">${escaped(text)}</a>` : escaped(text)}</li>`
  const parts = mail.told.map(
    ({ title, lines }) =>
      `<h2 style="font-size:15px;margin:20px 0 6px">${escaped(title)}</h2><ul>${lines.map(item).join('')}</ul>`,
  )
  return `<!doctype html><html><body style="font-family:sans-serif;font-size:14px;line-height:1.5;max-width:640px">
<h1 style="font-size:18px">${escaped(mail.title)}</h1><p>${escaped(mail.head)}</p>${parts.join('\n')}
<p><a href="${escaped(mail.page)}">The whole page for ${escaped(mail.period)}</a></p>
<p style="font-size:12px">You asked for this mail on that page, where it can be changed or stopped.</p></body></html>`
}
