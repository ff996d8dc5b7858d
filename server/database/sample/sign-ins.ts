import type { Role } from '../../access/vocabulary.ts'
import { staff } from './staff.ts'

/** The one password of every sample account. It opens nothing but made-up data. */
export const samplePassword = 'lantern-bobbin-willow-42'

export interface SampleSignIn {
  email: string
  name: string
  role: Role
  organisation: string
  /** The first group that they are a member of; null for those who work across the city. */
  group: string | null
}

/** Who can sign in to the sample, a district nurse and a social worker of one group first. */
export function sampleSignIns(): SampleSignIn[] {
  return staff.map(({ email, given_names, family_name, role, organisation, memberOf }) => ({
    email,
    name: `${given_names} ${family_name}`,
    role,
    organisation: organisation.name,
    group: memberOf[0]?.name ?? null,
  }))
}
