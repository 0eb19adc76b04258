import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const env = { HOME: '/home/ada', DRUMBEAT_DATA: '/srv/drumbeat' }

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(readConfig({ argv: [], env })).toEqual({
      port: 4400,
      host: '127.0.0.1',
      dataDir: '/srv/drumbeat',
      logLevel: 'warn',
      demo: true,
      worker: true,
    })
  })

  test('prefers a flag to the environment', () => {
    expect(readConfig({ argv: ['--port', '5000'], env: { ...env, PORT: '6000' } }).port).toBe(5000)
    expect(readConfig({ argv: [], env: { ...env, PORT: '6000' } }).port).toBe(6000)
  })

  test('leaves the demo out beside an external database, unless asked', () => {
    const external = { ...env, DATABASE_URL: 'postgresql://ada@db/sales' }
    expect(readConfig({ argv: [], env: external }).demo).toBe(false)
    expect(readConfig({ argv: ['--demo'], env: external }).demo).toBe(true)
    expect(readConfig({ argv: ['--no-demo'], env }).demo).toBe(false)
  })

  test.each([
    [['--port', '70000'], {}, '--port="70000" cannot be used: it must be a whole number from 0 to 65535'],
    [[], { PORT: 'abc' }, 'PORT="abc" cannot be used'],
    [[], { LOG_LEVEL: 'loud' }, 'LOG_LEVEL="loud" cannot be used: it must be one of fatal, error'],
    [['--data', 'here'], {}, '--data="here" cannot be used: it must be an absolute path'],
    [[], { DATABASE_URL: 'mysql://ada:secret@db/x' }, 'DATABASE_URL="mysql://ada:…@db/x" cannot be used'],
    [[], { METRICS_TOKEN: 'short' }, 'METRICS_TOKEN="…" cannot be used: it must be a secret of 16 to 200'],
    [['--prot', '1'], {}, 'Unknown option \'--prot\'. See "drumbeat start --help".'],
  ])('refuses %j %j with the value and the way out', (argv, extra, message) => {
    expect(() => readConfig({ argv, env: { ...env, ...extra } })).toThrow(message)
  })
})
