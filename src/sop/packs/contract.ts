import { z } from 'zod'
import { endpoint, Id, Instant } from '#platform/http/contract.ts'

export const PackKind = z.enum(['demand', 'supply', 'executive'])
export type PackKind = z.infer<typeof PackKind>

const Cell = z.union([z.string(), z.number(), z.null()])
export const PackPart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), heading: z.string(), text: z.string() }),
  z.object({
    kind: z.literal('figures'),
    heading: z.string(),
    figures: z.array(z.object({ label: z.string(), value: z.string(), note: z.string() })),
  }),
  z.object({
    kind: z.literal('chart'),
    heading: z.string(),
    unit: z.string(),
    labels: z.array(z.string()),
    series: z.array(z.object({ name: z.string(), values: z.array(z.number()) })),
  }),
  z.object({
    kind: z.literal('table'),
    heading: z.string(),
    /** Money is in minor units of the pack's currency. */
    columns: z.array(z.object({ label: z.string(), kind: z.enum(['text', 'units', 'money', 'percent']) })),
    rows: z.array(z.array(Cell)),
  }),
])
export type PackPart = z.infer<typeof PackPart>

export const Pack = z.object({
  kind: PackKind,
  title: z.string(),
  company: z.string(),
  cycle: z.string(),
  /** What the pack says first. */
  answer: z.string(),
  currency: z.string(),
  minorDigits: z.number().int(),
  locale: z.string(),
  madeAt: Instant,
  /** The hash of the approved plan; null while it is a draft. */
  hash: z.string().nullable(),
  parts: z.array(PackPart),
})
export type Pack = z.infer<typeof Pack>

/** The endpoints of the packs of a cycle. */
export const packsContract = {
  pack: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/packs/{kind}',
    permission: 'sop:read',
    summary:
      'The demand review, supply review or executive pack of a cycle: what it says first, figures, charts, tables.',
    params: z.object({ id: Id, kind: PackKind }),
    reply: Pack,
  }),
  packFile: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/packs/{kind}/file',
    permission: 'sop:read',
    summary: 'A pack as a file: xlsx (live formulas), pdf, or pptx (native charts).',
    params: z.object({ id: Id, kind: PackKind }),
    query: z.object({ format: z.enum(['xlsx', 'pdf', 'pptx']).default('pdf') }),
    raw: true,
  }),
}
export type PackFormat = 'xlsx' | 'pdf' | 'pptx'
