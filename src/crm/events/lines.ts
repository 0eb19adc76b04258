/**
 * The lines of a stream of bytes, each read as it comes, gathered to groups of at most `most`, empty ones left out; `record` counts
 * from 1. Of a line with more than `longest` characters one more than that is read, so that it is seen to be too long.
 */
export async function* lineGroups<Read>(
  bytes: AsyncIterable<Uint8Array>,
  { most, longest, read }: { most: number; longest: number; read: (line: { record: number; text: string }) => Read },
): AsyncGenerator<Read[]> {
  const decoder = new TextDecoder()
  let rest = ''
  let record = 0
  let group: Read[] = []
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop()!
    if (rest.length > longest) rest = rest.slice(0, longest + 1)
    for (const line of lines) {
      const text = line.trim()
      if (text === '') continue
      group.push(read({ record: ++record, text: text.slice(0, longest + 1) }))
      if (group.length === most) {
        yield group
        group = []
      }
    }
  }
  const last = (rest + decoder.decode()).trim()
  if (last !== '') group.push(read({ record: ++record, text: last }))
  if (group.length > 0) yield group
}
