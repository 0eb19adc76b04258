/** Where events come from: a request of its own (`batchId`), and the source that signed it, if one did. */
export type Sender = { batchId: string; sourceId: string | null }
