// augurs and arima (npm) on series given as JSON on stdin (see peer.ts); argument: the folder they are installed in.
// CPU time of fit and point forecasts, one process and thread; intervals are asked for afterwards where that is a second call.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const folder = process.argv[2]
const given = JSON.parse(readFileSync(0, 'utf8'))
const { seasonLength, horizon, level } = given
const results = process.argv[3] === 'augurs' ? await augurs() : arima()
const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', process.argv[4], 'package.json'), 'utf8'))
process.stdout.write(`\n${JSON.stringify({ version, results })}`)

async function augurs() {
  const at = (name) => join(folder, 'node_modules/@bsull/augurs', name)
  const load = async (name) => {
    const module = await import(at(`${name}.js`))
    module.initSync({ module: readFileSync(at(`${name}_bg.wasm`)) })
    return module
  }
  const [{ AutoETS }, { MSTL }] = [await load('ets'), await load('mstl')]
  const make = {
    'AutoETS (no season)': () => new AutoETS(1, 'ZZN'),
    'MSTL with ETS': () => MSTL.ets([seasonLength]),
  }
  return Object.entries(make).map(([name, model]) => {
    const forecast = (y) => {
      const fitted = model()
      fitted.fit(Float64Array.from(y))
      return { fitted, mean: [...fitted.predict(horizon, undefined).point] }
    }
    const found = timed(forecast)
    const bands = found.made.map(({ fitted }) => fitted.predict(horizon, level / 100).intervals)
    return {
      ...{ name, milliseconds: found.milliseconds, mean: found.made.map(({ mean }) => mean) },
      ...{ lo: bands.map(({ lower }) => [...lower]), hi: bands.map(({ upper }) => [...upper]) },
    }
  })
}

function arima() {
  const Arima = createRequire(join(folder, 'package.json'))('arima')
  const seasonal = seasonLength > 1 ? { P: 2, D: 1, Q: 2, s: seasonLength } : {}
  const forecast = (y) => {
    const model = new Arima({ auto: true, p: 5, d: 2, q: 5, ...seasonal, verbose: false }).train(y)
    const [mean, variance] = model.predict(horizon)
    model.destroy()
    return { mean: [...mean], half: variance.map((each) => 1.959964 * Math.sqrt(each)) }
  }
  const { milliseconds, made } = timed(forecast)
  return [
    {
      ...{ name: 'auto', milliseconds, mean: made.map(({ mean }) => mean) },
      lo: made.map(({ mean, half }) => mean.map((value, h) => value - half[h])),
      hi: made.map(({ mean, half }) => mean.map((value, h) => value + half[h])),
    },
  ]
}

function timed(forecast) {
  forecast(given.series[0])
  const begin = process.cpuUsage()
  const made = given.series.map(forecast)
  const { user, system } = process.cpuUsage(begin)
  return { made, milliseconds: (user + system) / 1000 / given.series.length }
}
