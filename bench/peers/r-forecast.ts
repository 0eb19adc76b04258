import { join } from 'node:path'
import { type Peer, type PeerRequest, runPeer } from './peer.ts'

/** R's forecast package (Debian r-cran-forecast): ets, auto.arima and thetaf. Run as a program of its own; no code of it is used. */
export function runRForecast(request: PeerRequest): Peer {
  return runPeer({ program: 'Rscript', args: ['--vanilla', join(import.meta.dirname, 'r_forecast_peer.R')], request })
}
