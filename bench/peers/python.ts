import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { install, type Peer, type PeerRequest, peersFolder, runPeer } from './peer.ts'

/** statsforecast from PyPI: AutoETS, AutoARIMA, AutoCES, DynamicOptimizedTheta, and SCUM, their median. */
export function runStatsforecast(request: PeerRequest): Peer {
  return runPython({ package: 'statsforecast', script: 'statsforecast_peer.py', request })
}

/** LightGBM from PyPI: one quantile model over all series given, from lags and the step ahead. */
export function runLightgbm(request: PeerRequest): Peer {
  return runPython({ package: 'lightgbm', script: 'lightgbm_peer.py', request })
}

function runPython(given: { package: string; script: string; request: PeerRequest }): Peer {
  const { program, missing } = pythonWith(given.package, 'python')
  if (missing) return { kind: 'missing', reason: missing }
  return runPeer({ program, args: [join(import.meta.dirname, given.script)], request: given.request })
}

/** A program of the peers' own Python, after a package (a module) was installed there; `missing` says why it could not be. */
export function pythonWith(name: string, program: string, module = name): { program: string; missing: string | null } {
  const folder = peersFolder()
  const python = join(folder, 'bin', 'python')
  mkdirSync(folder, { recursive: true })
  const unmade = existsSync(python) ? undefined : install('python3', ['-m', 'venv', folder])
  const absent = install(python, ['-c', `import importlib.util as u; assert u.find_spec('${module}')`])
  const broken = unmade ?? (absent && install(python, ['-m', 'pip', 'install', '--quiet', name]))
  return {
    program: join(folder, 'bin', program),
    missing: broken ? `${name} could not be installed: ${broken}` : null,
  }
}
