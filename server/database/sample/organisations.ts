import { type Category, maskOf } from '../../access/categories.ts'
import type { OrganisationKind } from '../../access/vocabulary.ts'

export interface SampleOrganisation {
  ods_code: string
  name: string
  kind: OrganisationKind
  /** What being cared for by this service tells of a person. */
  reveals: number
}

export interface SampleGroup {
  name: string
  /** The group's part of its members' sign-in addresses. */
  slug: string
  practices: readonly [SampleOrganisation, SampleOrganisation]
}

function organisation(ods_code: string, kind: OrganisationKind, name: string, reveals: readonly Category[] = []) {
  return { ods_code, name, kind, reveals: maskOf(reveals) }
}

/** The organisations that work across the whole city. */
export const citywide = {
  community: organisation('XSC01', 'community_provider', 'Lacewater Community Care'),
  council: organisation('XSL01', 'local_authority', 'Castlemere City Council'),
  voluntary: organisation('XSV01', 'voluntary_sector', 'Open Door Neighbours'),
  recovery: organisation('XSV02', 'voluntary_sector', 'Turning Tide Recovery Service', ['substance_use']),
  mentalHealth: organisation('XSM01', 'mental_health_trust', 'Fosse Lane Mental Health Trust', ['mental_health']),
  acute: organisation('XSA01', 'acute_trust', 'Castlemere Teaching Hospitals'),
  hospice: organisation('XSH01', 'hospice', 'Lantern Hospice', ['end_of_life']),
} as const satisfies Record<string, SampleOrganisation>

function group(number: number, name: string, practices: readonly [string, string]): SampleGroup {
  const [first, second] = practices.map((practice, at) =>
    organisation(`XSP${number}${at + 1}`, 'gp_practice', practice),
  )
  if (!first || !second) throw new Error(`The group ${name} needs two practices.`)
  return { name: `${name} group`, slug: name.toLowerCase(), practices: [first, second] }
}

/** Eight groups of two practices each, the way the city's programme began. */
export const groups: readonly SampleGroup[] = [
  group(1, 'Rivergreen', ['Rivergreen Surgery', 'Bobbin Lane Medical Centre']),
  group(2, 'Lacefield', ['Lacefield Health Centre', 'Threadgate Surgery']),
  group(3, 'Oakhollow', ['Oakhollow Family Practice', 'The Acorn Surgery']),
  group(4, 'Goosemarket', ['Goosemarket Medical Practice', 'Fairground Lane Surgery']),
  group(5, 'Trentwold', ['Trentwold Health Centre', 'Towpath Surgery']),
  group(6, 'Millbeck', ['Millbeck Practice', 'Waterwheel Medical Centre']),
  group(7, 'Castlerise', ['Castlerise Surgery', 'Sandstone Family Practice']),
  group(8, 'Thornwood', ['Thornwood Medical Centre', 'Hawthorn Practice']),
]

/** The larger practice of the group with this number, counted from one. */
export function mainPracticeOf(number: number): SampleOrganisation {
  const found = groups[number - 1]
  if (!found) throw new Error(`There is no group ${number}.`)
  return found.practices[0]
}

export const everyOrganisation: readonly SampleOrganisation[] = [
  ...Object.values(citywide),
  ...groups.flatMap((of) => of.practices),
]
