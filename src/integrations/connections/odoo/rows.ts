import type { OdooRecord } from './api.io.ts'

/** A text of a record; false is nothing. */
export function textOf(record: OdooRecord, field: string): string {
  const value = record[field]
  return value === false || value === null || value === undefined ? '' : String(value)
}

/** The id of what a record refers to. */
export function refOf(record: OdooRecord, field: string): number {
  const value = record[field]
  return Array.isArray(value) ? Number(value[0]) : 0
}

/** The name of what a record refers to. */
export function nameOf(record: OdooRecord, field: string): string {
  const value = record[field]
  return Array.isArray(value) ? String(value[1]) : ''
}

export function numberOf(record: OdooRecord, field: string): number {
  return Number(record[field]) || 0
}

/** Odoo writes instants of Greenwich without a zone. */
export function instantOf(text: string): string {
  return text === '' ? '' : `${text.replace(' ', 'T').slice(0, 19)}.000Z`
}

/** An instant as Odoo writes it. */
export function odooTime(instant: string): string {
  return instant.replace('T', ' ').slice(0, 19)
}

/** The code of a product; one without a reference goes by its place in Odoo. */
export function codeOf(product: OdooRecord): string {
  return textOf(product, 'default_code').trim() || `product.product,${product.id}`
}

/** The later of two instants. */
export function laterOf(a: string, b: string): string {
  return a > b ? a : b
}
