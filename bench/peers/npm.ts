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

function runNpm(given: { name: string; package: string; request: PeerRequest }): Peer {
  const folder = join(peersFolder(), 'npm')
  mkdirSync(folder, { recursive: true })
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  if (!existsSync(join(folder, 'node_modules', given.package))) {
    const failed = install('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', given.package], folder)
    if (failed) return { kind: 'missing', reason: `${given.package} could not be installed: ${failed}` }
  }
  const script = join(import.meta.dirname, 'npm_peer.mjs')
  return runPeer({
    program: process.execPath,
    args: [script, folder, given.name, given.package],
    request: given.request,
  })
}
