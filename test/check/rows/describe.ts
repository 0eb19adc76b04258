import type pg from 'pg'

/** A column that a statement gives, by PostgreSQL's own account. */
export type Column = { name: string; type: number }
export type Described = { columns: Column[] } | { refusal: string }

type Connection = {
  parse: (query: object, more?: boolean) => void
  describe: (message: object, more?: boolean) => void
  sync: () => void
}

/** What PostgreSQL makes of a statement without carrying it out: its columns, or why it is none. */
export function describeStatement(client: pg.Client, text: string): Promise<Described> {
  return new Promise((resolve) => {
    let answer: Described = { columns: [] }
    client.query({
      submit(connection: Connection) {
        connection.parse({ text, name: '', types: [] }, true)
        connection.describe({ type: 'S', name: '' }, true)
        connection.sync()
      },
      handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }) {
        answer = { columns: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })) }
      },
      handleError(error: Error) {
        resolve({ refusal: error.message })
      },
      handleReadyForQuery() {
        resolve(answer)
      },
    } as never)
  })
}
