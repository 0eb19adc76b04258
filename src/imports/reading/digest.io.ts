import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const pieceBytes = 256 * 1024

/** The sha-256 of a file, read through one buffer: a stream would leave the whole file to be collected. */
export async function sha256Of(path: string): Promise<string> {
  const digest = createHash('sha256')
  const buffer = Buffer.alloc(pieceBytes)
  const file = await open(path)
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, pieceBytes, null)
      if (bytesRead === 0) return digest.digest('hex')
      digest.update(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}
