import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { install, peersFolder } from '../peers/peer.ts'

/** The stream driven by a shell over eight files and by Spark local[2], by pipe and by mapInPandas: the numbers compared. What the series have in common is learned first, from all. */
export async function run(): Promise<string> {
  const python = join(peersFolder(), 'spark', 'bin', 'python')
  if (!existsSync(python)) {
    mkdirSync(peersFolder(), { recursive: true })
    const failed =
      install('python3', ['-m', 'venv', join(peersFolder(), 'spark')]) ??
      install(python, ['-m', 'pip', 'install', '--quiet', 'pyspark', 'pandas<3', 'pyarrow'])
    if (failed) return `Spark could not be installed: ${failed}`
  }
  const folder = mkdtempSync(join(tmpdir(), 'drumbeat-spark-'))
  try {
    const parts = join(folder, 'parts')
    mkdirSync(parts)
    for (let part = 0; part < 8; part++) writeFileSync(join(parts, `${part}.ndjson`), partOf(part))
    const traits = join(folder, 'traits.json')
    const drumbeat = [process.execPath, resolve(import.meta.dirname, '../../bin/drumbeat.mjs'), 'forecast']
    const options = ['--horizon', '12', '--season-length', '12', '--non-negative']
    const learning = [...drumbeat, ...options, '--format', 'ndjson', '--learn-traits', traits].join(' ')
    execFileSync('sh', ['-c', `cat ${parts}/*.ndjson | ${learning}`])
    const command = [...drumbeat, ...options, '--traits', traits]
    const each = `ls ${parts}/*.ndjson | xargs -P 2 -I{} sh -c '${command.join(' ')} --format ndjson < {} > {}.out'`
    const shell = join(folder, 'shell.ndjson')
    execFileSync('sh', ['-c', `${each} && cat ${parts}/*.out > ${shell} && rm ${parts}/*.out`])
    const script = resolve(import.meta.dirname, '../peers/spark_stream.py')
    const ran = spawnSync(python, [script, parts, shell, ...command], { encoding: 'utf8', maxBuffer: 1e8 })
    if (ran.status !== 0) return `Spark failed: ${ran.stderr.trim().split('\n').at(-1)}`
    const said = JSON.parse(ran.stdout.trim().split('\n').at(-1)!)
    return [
      `Spark ${said.spark}, Python ${said.python}, pandas ${said.pandas}, local[2]: ${count} series of 48 points in 8 files, ${said.rows} rows of forecast.`,
      `pipe: ${said.pipeSame ? 'the numbers of the shell form' : 'OTHER numbers'}, ${said.pipeSeconds} s.`,
      `mapInPandas: ${said.mapInPandasSame ? 'the numbers of the shell form' : 'OTHER numbers'}, ${said.mapInPandasSeconds} s.`,
    ].join('\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const count = 2000

/** Every eighth series; every fifth of all is intermittent. */
function partOf(part: number): string {
  const lines: string[] = []
  for (let i = part; i < count; i += 8) {
    for (let t = 0; t < 48; t++) {
      const smooth = 100 + (i % 300) + t + 20 * Math.sin((Math.PI * (t + i)) / 6) + ((t * 37 + i * 11) % 23)
      const y = i % 5 === 0 ? ((t * 7 + i) % 4 === 0 ? 1 + ((t + i) % 5) : 0) : Math.round(1000 * smooth) / 1000
      lines.push(JSON.stringify({ unique_id: `S${i}`, ds: t, y }))
    }
  }
  return `${lines.join('\n')}\n`
}
