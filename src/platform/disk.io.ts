import { statfs } from 'node:fs/promises'

/** With less than this PostgreSQL may fail at any write. */
const LEAST_MIB = 100

/** Says which folder lies on a disk that is as good as full, and how much is left; null while there is room. */
export async function fullDisk(folders: readonly string[], leastMib = LEAST_MIB): Promise<string | null> {
  for (const folder of folders) {
    const { bavail, bsize } = await statfs(folder)
    const mib = Math.floor((bavail * bsize) / 2 ** 20)
    if (mib < leastMib) return `The disk below ${folder} is full: ${mib} MiB are left. Free some space.`
  }
  return null
}
