import type { Pack, PackPart } from './contract.ts'
import { cellText } from './wording.ts'

type Deck = InstanceType<typeof import('pptxgenjs')['default']>
type Slide = ReturnType<Deck['addSlide']>

const ink = '191B22'
const quiet = '5B6270'
const colours = ['4A43C9', 'B9BCCB', '0F9488', 'D0662B']
const rowsPerSlide = 11

/** A pack as slides: charts are native, with their numbers behind them; long tables go on over several slides. */
export async function packPptx(pack: Pack): Promise<Uint8Array> {
  const { default: Presentation } = await import('pptxgenjs')
  const deck = new (Presentation as unknown as new () => Deck)()
  deck.layout = 'LAYOUT_WIDE'
  deck.title = `${pack.title}, ${pack.cycle}`
  deck.company = pack.company
  titleSlide(deck.addSlide(), pack)
  for (const part of pack.parts) {
    for (const piece of piecesOf(part)) partSlide(deck, piece, pack)
  }
  return (await deck.write({ outputType: 'uint8array' })) as Uint8Array
}

function titleSlide(slide: Slide, pack: Pack): void {
  slide.addText(pack.company, { x: 0.6, y: 0.5, w: 12, h: 0.4, fontSize: 14, color: quiet })
  slide.addText(`${pack.title}, ${pack.cycle}`, { x: 0.6, y: 2.2, w: 12, h: 0.9, fontSize: 36, bold: true, color: ink })
  slide.addText(pack.answer, { x: 0.6, y: 3.2, w: 12, h: 1, fontSize: 20, color: colours[0]!, valign: 'top' })
  foot(slide, pack)
}

/** Tables are cut so that none runs over the foot of its slide. */
function piecesOf(part: PackPart): PackPart[] {
  if (part.kind !== 'table' || part.rows.length <= rowsPerSlide) return [part]
  return Array.from({ length: Math.ceil(part.rows.length / rowsPerSlide) }, (_, at) => ({
    ...part,
    heading: at === 0 ? part.heading : `${part.heading}, continued`,
    rows: part.rows.slice(at * rowsPerSlide, (at + 1) * rowsPerSlide),
  }))
}

function partSlide(deck: Deck, part: PackPart, pack: Pack): void {
  const slide = deck.addSlide()
  slide.addText(part.heading, { x: 0.6, y: 0.35, w: 12, h: 0.6, fontSize: 24, bold: true, color: ink })
  if (part.kind === 'text') slide.addText(part.text, { x: 0.6, y: 1.3, w: 12, h: 1, fontSize: 18, color: ink })
  if (part.kind === 'chart') chart(deck, slide, part)
  if (part.kind === 'figures') figures(slide, part)
  if (part.kind === 'table') table(slide, part, pack)
  foot(slide, pack)
}

function chart(
  deck: Deck,
  slide: Slide,
  { labels, series, unit, heading }: Extract<PackPart, { kind: 'chart' }>,
): void {
  slide.addChart(
    deck.ChartType.bar,
    series.map(({ name, values }) => ({ name: `${name} (${unit})`, labels, values })),
    {
      ...{ x: 0.6, y: 1.1, w: 12.1, h: 5.6, barDir: 'col', barGrouping: 'clustered', barGapWidthPct: 40 },
      chartColors: colours.slice(0, series.length),
      ...{ showLegend: true, legendPos: 't', legendFontSize: 12, legendColor: ink },
      ...{ catAxisLabelFontSize: 11, valAxisLabelFontSize: 11, catAxisLabelColor: quiet, valAxisLabelColor: quiet },
      valAxisLabelFormatCode: '#,##0',
      valGridLine: { color: 'E5E6EB', size: 0.75 },
      altText: heading,
    },
  )
}

function figures(slide: Slide, part: Extract<PackPart, { kind: 'figures' }>): void {
  const width = 12.1 / part.figures.length
  for (const [at, { label, value, note }] of part.figures.entries()) {
    const x = 0.6 + at * width
    const w = width - 0.15
    slide.addText(label, { x, y: 2, w, h: 0.4, fontSize: 14, color: quiet })
    slide.addText(value, { x, y: 2.4, w, h: 0.8, fontSize: 26, bold: true, color: ink, fit: 'shrink' })
    slide.addText(note, { x, y: 3.2, w, h: 0.6, fontSize: 12, color: quiet, valign: 'top' })
  }
}

function table(slide: Slide, { columns, rows }: Extract<PackPart, { kind: 'table' }>, pack: Pack): void {
  if (rows.length === 0) {
    slide.addText('None.', { x: 0.6, y: 1.3, w: 12, h: 0.5, fontSize: 16, color: quiet })
    return
  }
  const align = (kind: string) => (kind === 'text' ? 'left' : 'right')
  const head = columns.map(({ label, kind }) => ({
    text: label,
    options: { bold: true, color: quiet, align: align(kind) },
  }))
  const body = rows.map((row) =>
    columns.map(({ kind }, at) => ({ text: cellText(row[at] ?? null, kind, pack), options: { align: align(kind) } })),
  )
  slide.addTable([head, ...body] as never, {
    ...{ x: 0.6, y: 1.1, w: 12.1, fontSize: columns.length > 5 ? 11 : 12, color: ink, valign: 'top' },
    border: { type: 'solid', pt: 0.5, color: 'E5E6EB' },
  })
}

function foot(slide: Slide, pack: Pack): void {
  const state = pack.hash ? `Approved plan ${pack.hash.slice(0, 12)}` : 'Draft'
  slide.addText(`${pack.company} · ${pack.title} · ${pack.cycle} · ${state}`, {
    x: 0.6,
    y: 6.95,
    w: 12,
    h: 0.35,
    fontSize: 10,
    color: quiet,
  })
}
