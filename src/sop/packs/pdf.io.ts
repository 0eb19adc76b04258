import { columnsSvg } from './chart-svg.ts'
import type { Pack, PackPart } from './contract.ts'
import { cellText } from './wording.ts'

/** A pack as a PDF: landscape, one page after the other, with page numbers; fonts are the only files it may read. */
export async function packPdf(pack: Pack): Promise<Uint8Array> {
  const [{ default: pdfmake }, { default: fonts }] = await Promise.all([
    import('pdfmake'),
    import('pdfmake/fonts/Roboto.js'),
  ])
  const files = new Set(Object.values(fonts).flatMap((styles) => Object.values(styles)))
  pdfmake.addFonts(fonts)
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => files.has(path))
  return pdfmake.createPdf(documentOf(pack)).getBuffer()
}

/** A table of so many rows stays on one page. */
const mostRowsTogether = 14

function documentOf(pack: Pack) {
  const state = pack.hash ? `Approved plan ${pack.hash.slice(0, 12)}` : 'Draft'
  return {
    info: { title: `${pack.title}, ${pack.cycle}`, author: pack.company, creationDate: new Date(pack.madeAt) },
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [40, 40, 40, 44],
    defaultStyle: { font: 'Roboto', fontSize: 10, color: '#191b22' },
    styles: {
      title: { fontSize: 20, bold: true },
      answer: { fontSize: 15, color: '#4a43c9', margin: [0, 6, 0, 14] },
      heading: { fontSize: 13, bold: true, margin: [0, 14, 0, 6] },
      head: { bold: true, color: '#5b6270', fontSize: 9 },
      quiet: { color: '#5b6270', fontSize: 9 },
    },
    footer: (page: number, pages: number) => ({
      columns: [
        { text: `${pack.company} · ${pack.title} · ${pack.cycle} · ${state}`, style: 'quiet' },
        { text: `${page} of ${pages}`, alignment: 'right', style: 'quiet' },
      ],
      margin: [40, 14, 40, 0],
    }),
    content: [
      { text: `${pack.title}, ${pack.cycle}`, style: 'title' },
      { text: pack.answer, style: 'answer' },
      ...pack.parts.map((part) => ({
        stack: contentOf(part, pack),
        unbreakable: part.kind !== 'table' || part.rows.length <= mostRowsTogether,
      })),
    ],
  }
}

function contentOf(part: PackPart, pack: Pack): unknown[] {
  const heading = { text: part.heading, style: 'heading', headlineLevel: 1 }
  if (part.kind === 'text') return [heading, { text: part.text }]
  if (part.kind === 'chart') return [heading, { svg: columnsSvg(part, pack.locale), width: 760 }]
  if (part.kind === 'figures') {
    const cell = ({ label, value, note }: (typeof part.figures)[number]) => ({
      stack: [
        { text: label, style: 'quiet' },
        { text: value, fontSize: 16, bold: true },
        { text: note, style: 'quiet' },
      ],
    })
    return [heading, { columns: part.figures.map(cell), columnGap: 12 }]
  }
  return [heading, part.rows.length === 0 ? { text: 'None.', style: 'quiet' } : tableOf(part, pack)]
}

function tableOf({ columns, rows }: Extract<PackPart, { kind: 'table' }>, pack: Pack) {
  const alignment = (kind: string) => (kind === 'text' ? 'left' : 'right')
  const widths = columns.map(({ kind }, at) =>
    kind !== 'text' ? 'auto' : at === 0 || columns.every((each) => each.kind === 'text') ? '*' : 'auto',
  )
  return {
    layout: {
      hLineWidth: (at: number) => (at === 0 ? 0 : 0.5),
      vLineWidth: () => 0,
      hLineColor: () => '#e5e6eb',
      paddingLeft: () => 6,
      paddingRight: () => 10,
      paddingTop: () => 4,
      paddingBottom: () => 4,
    },
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths,
      body: [
        columns.map(({ label, kind }) => ({ text: label, style: 'head', alignment: alignment(kind) })),
        ...rows.map((row) =>
          columns.map(({ kind }, at) => ({ text: cellText(row[at] ?? null, kind, pack), alignment: alignment(kind) })),
        ),
      ],
    },
  }
}
