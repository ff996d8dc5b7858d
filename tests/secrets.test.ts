import { describe, expect, it } from 'vitest'

import { secretsOf } from '../server/secrets.ts'

const secrets = secretsOf('a secret of one installation, long enough')

describe('the keys of an installation', () => {
  it('are 32 bytes, the same for the same secret and use, and a different one for each use', () => {
    const again = secretsOf('a secret of one installation, long enough')
    expect(secrets.keyFor('live_cursor')).toHaveLength(32)
    expect(again.keyFor('live_cursor')).toEqual(secrets.keyFor('live_cursor'))
    expect(secrets.keyFor('list_cursor')).not.toEqual(secrets.keyFor('live_cursor'))
    expect(secretsOf('a secret of another installation').keyFor('live_cursor')).not.toEqual(
      secrets.keyFor('live_cursor'),
    )
  })

  it('hash a text so that another use or installation hashes it differently', () => {
    const hash = secrets.hash('sign_in_attempt', 'someone@example.nhs.uk')
    expect(hash).toHaveLength(32)
    expect(secrets.hash('sign_in_attempt', 'someone@example.nhs.uk')).toEqual(hash)
    expect(secrets.hash('nhs_number', 'someone@example.nhs.uk')).not.toEqual(hash)
  })
})
