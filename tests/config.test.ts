import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { ConfigError, readConfig } from '../server/config.ts'
import { settingsTable } from '../server/settings-table.ts'

const own = {
  DATABASE_URL: 'postgres://shared_caseload_program:secret@db.example:5432/caseload',
  PUBLIC_URL: 'https://caseload.example.nhs.uk',
  SECRET: 'x'.repeat(32),
}

describe('settings', () => {
  it('need none for a first look: sample mode on loopback', () => {
    const config = readConfig({})
    expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, development: false, database: undefined })
  })

  it('take an empty value as none', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }).port).toBe(3000)
  })

  it.each([
    ['NODE_ENV', 'staging'],
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['PORT', '-1'],
    ['PUBLIC_URL', 'our-caseload.nhs.uk'],
    ['PUBLIC_URL', 'http://caseload.nhs.uk'],
    ['PUBLIC_URL', 'ftp://caseload.example.nhs.uk'],
    ['PUBLIC_URL', 'https://caseload.example.nhs.uk/under/a/path'],
    ['TRUSTED_PROXIES', 'everybody'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.1,,10.0.0.2'],
    ['DATABASE_URL', 'mysql://db.example/caseload'],
    ['DATABASE_OWNER_URL', 'db.example'],
    ['DATABASE_POOL_SIZE', '1'],
    ['SECRET', 'too short'],
    ['LOG_LEVEL', 'loud'],
  ])('refuse %s=%s by name, without repeating the value', (name, value) => {
    const read = () => readConfig({ ...own, [name]: value })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(`^  ${name} must be`, 'm'))
    expect(read).not.toThrow(value)
  })

  it.each(['PUBLIC_URL', 'SECRET'])('need %s beside a database of one’s own', (name) => {
    expect(() => readConfig({ ...own, [name]: undefined })).toThrow(`${name} is needed with DATABASE_URL`)
  })

  it('keep sample mode to this machine', () => {
    expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow('HOST must be a loopback address')
    expect(readConfig({ HOST: '::1' }).host).toBe('::1')
    expect(readConfig({ ...own, HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
  })

  it('read lists of proxies', () => {
    expect(readConfig({ ...own, TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1'])
  })

  it('are documented as they are read (else: npm run docs)', async () => {
    const page = await readFile(join(import.meta.dirname, '../docs/operating.md'), 'utf8')
    expect(page).toContain(settingsTable())
  })
})
