import type { Role } from '../../access/vocabulary.ts'
import { citywide, groups, mainPracticeOf, type SampleGroup, type SampleOrganisation } from './organisations.ts'

export interface SampleStaff {
  given_names: string
  family_name: string
  role: Role
  organisation: SampleOrganisation
  /** The groups whose active members they are. */
  memberOf: readonly SampleGroup[]
  email: string
}

/** One of each in every group, in this order: given name and family name by group. */
const inEveryGroup: readonly {
  role: Role
  at: (group: SampleGroup) => SampleOrganisation
  names: readonly string[]
}[] = [
  {
    role: 'community_nurse',
    at: () => citywide.community,
    names: [
      'Maya Adeyemi',
      'Siobhan Keane',
      'Lorraine Pickering',
      'Agnieszka Wrona',
      'Dean Hallam',
      'Rukhsana Iqbal',
      'Carol Stubbs',
      'Blessing Eze',
    ],
  },
  {
    role: 'social_worker',
    at: () => citywide.council,
    names: [
      'Sana Khan',
      'Patrick Doyle',
      'Yvonne Grant',
      'Luke Attenborrow',
      'Harpreet Gill',
      'Marcia Bailey',
      'Tom Eastwell',
      'Nadia Rahman',
    ],
  },
  {
    role: 'gp',
    at: (group) => group.practices[0],
    names: [
      'Anita Sharma',
      'James Calloway',
      'Folake Ogun',
      'Ruth Abelson',
      'Imran Siddiq',
      'Helen Marlow',
      'Piotr Zielony',
      'Grace Tembo',
    ],
  },
  {
    role: 'practice_nurse',
    at: (group) => group.practices[1],
    names: [
      'Julie Tranter',
      'Winston Clarke',
      'Beata Lis',
      'Karen Oldknow',
      'Shirin Azari',
      'Debbie Wragg',
      'Colette Ndiaye',
      'Pam Bostock',
    ],
  },
  {
    role: 'care_coordinator',
    at: () => citywide.community,
    names: [
      'Tomasz Orlik',
      'Jade Mellors',
      'Farah Chaudhry',
      'Simon Peat',
      'Althea Morrison',
      'Becky Straw',
      'Owen Griffith',
      'Lakshmi Nair',
    ],
  },
]

/** The rest, and in which groups, counted from one. */
const others: readonly [names: string, role: Role, organisation: SampleOrganisation, groups: readonly number[]][] = [
  ['Ravi Patel', 'pharmacist', mainPracticeOf(1), [1]],
  ['Emma Foulkes', 'pharmacist', mainPracticeOf(5), [5, 6]],
  ['Niall Byrne', 'therapist', citywide.community, [1, 2, 3]],
  ['Zofia Malek', 'therapist', citywide.community, [4, 5, 6]],
  ['Gareth Pugh', 'therapist', citywide.acute, [7, 8]],
  ['Priya Menon', 'mental_health_practitioner', citywide.mentalHealth, [1, 2, 3]],
  ['Adam Whitlock', 'mental_health_practitioner', citywide.mentalHealth, [4, 5, 6]],
  ['Comfort Asante', 'mental_health_practitioner', citywide.recovery, [1, 7, 8]],
  ['Michelle Dring', 'social_care_officer', citywide.council, [1, 2, 3]],
  ['Kwame Boadi', 'social_care_officer', citywide.council, [4, 5, 6]],
  ['Teresa Swain', 'social_care_officer', citywide.council, [7, 8]],
  ['Joan Whittle', 'link_worker', citywide.voluntary, [1, 2, 3]],
  ['Hassan Farouk', 'link_worker', citywide.voluntary, [4, 5, 6]],
  ['Delroy Samuels', 'link_worker', citywide.recovery, [7, 8]],
  ['Bridget Fallon', 'community_nurse', citywide.hospice, [1, 2, 3, 4]],
  ['Sheila Rowbotham', 'practice_manager', mainPracticeOf(1), []],
  ['Martin Skelhorn', 'practice_manager', mainPracticeOf(2), []],
  ['Lucy Aldwark', 'care_coordinator', mainPracticeOf(1), [1]],
  ['Eleanor Voss', 'caldicott_guardian', citywide.community, []],
  ['Kofi Mensah', 'ig_lead', citywide.council, []],
  ['Robin Tate', 'system_administrator', citywide.community, []],
]

/** Everybody who works in the sample, those of the first group first. */
export const staff: readonly SampleStaff[] = named([
  ...groups.flatMap((group, at) =>
    inEveryGroup.map(({ role, at: where, names }) => ({
      names: names[at] ?? '',
      role,
      organisation: where(group),
      memberOf: [group],
    })),
  ),
  ...others.map(([names, role, organisation, numbers]) => ({
    names,
    role,
    organisation,
    memberOf: groups.filter((_, at) => numbers.includes(at + 1)),
  })),
])

/** Gives each a sign-in address that says who they are: social.worker@rivergreen.example. */
function named(
  people: readonly (Omit<SampleStaff, 'given_names' | 'family_name' | 'email'> & { names: string })[],
): SampleStaff[] {
  const taken = new Map<string, number>()
  return people.map(({ names, ...person }) => {
    const [given_names = '', family_name = ''] = names.split(' ')
    const base = person.role.replaceAll('_', '.')
    const at = `@${(person.memberOf[0] ?? homeOf(person.organisation))?.slug ?? 'castlemere'}.example`
    const count = (taken.get(base + at) ?? 0) + 1
    taken.set(base + at, count)
    return { ...person, given_names, family_name, email: `${base}${count > 1 ? count : ''}${at}` }
  })
}

function homeOf(organisation: SampleOrganisation): SampleGroup | undefined {
  return groups.find((group) => group.practices.includes(organisation))
}
