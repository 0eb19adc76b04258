/** The lines of a stream of bytes, gathered to groups of at most `most`, empty ones left out; `record` counts from 1. */
export async function* lineGroups(
  bytes: AsyncIterable<Uint8Array>,
  { most, longest }: { most: number; longest: number },
): AsyncGenerator<{ record: number; text: string }[]> {
  const decoder = new TextDecoder()
  let rest = ''
  let record = 0
  let group: { record: number; text: string }[] = []
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop()!
    if (rest.length > longest) rest = rest.slice(0, longest)
    for (const line of lines) {
      const text = line.trim()
      if (text === '') continue
      group.push({ record: ++record, text: text.slice(0, longest) })
      if (group.length === most) {
        yield group
        group = []
      }
    }
  }
  const last = (rest + decoder.decode()).trim()
  if (last !== '') group.push({ record: ++record, text: last })
  if (group.length > 0) yield group
}
