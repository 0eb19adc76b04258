import { z } from 'zod'
import { endpoint } from '#platform/http/contract.ts'
import { mapping } from '#platform/importing/mapping.ts'
import { fileKind, importRecord, nounWords, quarantinedRow } from './schema.ts'

const one = z.object({ id: z.uuid() })
const set = z.object({ setId: z.uuid() })
const files = z.object({ files: z.array(importRecord) })

/** Files in: take in, understand, check, load, undo. */
export const importsContract = {
  history: endpoint({
    method: 'get',
    path: '/api/imports',
    permission: 'imports:read',
    summary: 'The imports so far, newest first.',
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
    reply: z.object({ imports: z.array(importRecord) }),
  }),
  kinds: endpoint({
    method: 'get',
    path: '/api/imports/kinds',
    permission: 'imports:read',
    summary: 'What a file can hold, with the fields of each kind, in the order in which files are loaded.',
    reply: z.object({ kinds: z.array(fileKind), nouns: z.array(nounWords) }),
  }),
  upload: endpoint({
    method: 'post',
    path: '/api/imports/files',
    permission: 'imports:run',
    summary:
      'Takes in one file (the body, as it is) and answers with what it seems to hold. Files with one setId are loaded together.',
    query: z.object({ name: z.string().min(1).max(300), setId: z.uuid().optional(), kind: z.string().optional() }),
    reply: importRecord,
    raw: true,
  }),
  one: endpoint({
    method: 'get',
    path: '/api/imports/{id}',
    permission: 'imports:read',
    summary: 'One import with its mapping and its report.',
    params: one,
    reply: importRecord,
  }),
  decide: endpoint({
    method: 'put',
    path: '/api/imports/{id}/mapping',
    permission: 'imports:run',
    summary:
      'Decides what a file means: its kind (guessed anew), its whole mapping, answers to its questions, and whether proposed mends are accepted.',
    params: one,
    body: z.object({
      mapping: mapping.optional(),
      kind: z.string().optional(),
      acceptMends: z.boolean().optional(),
      answers: z.record(z.string(), z.string()).optional(),
    }),
    reply: importRecord,
  }),
  discard: endpoint({
    method: 'delete',
    path: '/api/imports/{id}',
    permission: 'imports:run',
    summary: 'Throws away a file that was not loaded.',
    params: one,
  }),
  undo: endpoint({
    method: 'post',
    path: '/api/imports/{id}/undo',
    permission: 'imports:undo',
    summary: 'Takes a loaded import back, or says who has built on it.',
    params: one,
    reply: importRecord,
  }),
  quarantine: endpoint({
    method: 'get',
    path: '/api/imports/{id}/quarantine',
    permission: 'imports:read',
    summary: 'The rows left out, as CSV with the reasons; can be mended and imported.',
    params: one,
    raw: true,
  }),
  quarantinedRows: endpoint({
    method: 'get',
    path: '/api/imports/{id}/quarantine/rows',
    permission: 'imports:read',
    summary:
      'The rows left out, page by page, cell by cell, with what is wrong with each; those mended and loaded are gone.',
    params: one,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    reply: z.object({
      columns: z.array(z.string()),
      rows: z.array(quarantinedRow),
      total: z.number(),
      next: z.number().nullable(),
    }),
  }),
  mendRows: endpoint({
    method: 'post',
    path: '/api/imports/{id}/quarantine/mend',
    permission: 'imports:run',
    summary:
      'Takes mended rows in as an import of their own with the same mapping; check and load its set as any other. The rows leave the quarantine once it is loaded.',
    params: one,
    body: z.object({
      rows: z
        .array(z.object({ row: z.number().int(), cells: z.array(z.string().max(10_000)).max(2000) }))
        .min(1)
        .max(10_000),
    }),
    reply: importRecord,
  }),
  problems: endpoint({
    method: 'get',
    path: '/api/imports/{id}/problems',
    permission: 'imports:read',
    summary: 'Every problem of every row of the last check or load, as CSV.',
    params: one,
    raw: true,
  }),
  set: endpoint({
    method: 'get',
    path: '/api/imports/sets/{setId}',
    permission: 'imports:read',
    summary: 'The files of a set, in the order in which they are loaded.',
    params: set,
    reply: files,
  }),
  check: endpoint({
    method: 'post',
    path: '/api/imports/sets/{setId}/check',
    permission: 'imports:run',
    summary: 'Begins a dry run of the whole set: everything is tried, nothing stays.',
    params: set,
    reply: files,
  }),
  accept: endpoint({
    method: 'post',
    path: '/api/imports/sets/{setId}/accept',
    permission: 'imports:run',
    summary:
      'Begins to load the set, all of it or none. Needs the right to edit what it holds, and an answer to every question.',
    params: set,
    reply: files,
  }),
  cancel: endpoint({
    method: 'post',
    path: '/api/imports/sets/{setId}/cancel',
    permission: 'imports:run',
    summary: 'Stops a check or a load; nothing of it stays.',
    params: set,
    reply: files,
  }),
}
