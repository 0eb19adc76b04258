import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { install, type Peer, type PeerRequest, peersFolder, runPeer } from './peer.ts'

/** augurs from npm: AutoETS, which has no seasonal forms, and MSTL with ETS for the trend. */
export function runAugurs(request: PeerRequest): Peer {
  return runNpm({ name: 'augurs', package: '@bsull/augurs', request })
}

/** arima from npm: its automatic seasonal ARIMA. */
export function runArima(request: PeerRequest): Peer {
  return runNpm({ name: 'arima', package: 'arima', request })
}

/** The folder in which packages from npm are, after those not there were installed; `missing` says why one could not be. */
export function npmWith(packages: readonly string[]): { folder: string; missing: string | null } {
  const folder = join(peersFolder(), 'npm')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  const absent = packages.filter((name) => !existsSync(join(folder, 'node_modules', name.replace(/(.)@.*/, '$1'))))
  const how = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps']
  const failed = absent.length > 0 ? install('npm', [...how, ...absent], folder) : undefined
  return { folder, missing: failed ? `${absent.join(', ')} could not be installed: ${failed}` : null }
}

function runNpm(given: { name: string; package: string; request: PeerRequest }): Peer {
  const { folder, missing } = npmWith([given.package])
  if (missing) return { kind: 'missing', reason: missing }
  const script = join(import.meta.dirname, 'npm_peer.mjs')
  return runPeer({
    program: process.execPath,
    args: [script, folder, given.name, given.package],
    request: given.request,
  })
}
