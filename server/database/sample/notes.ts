import type { Faker } from '@faker-js/faker'

import { type Category, maskOf } from '../../access/categories.ts'
import type { Role } from '../../access/vocabulary.ts'
import { roleId, sampleId, sampleSystem } from './house.ts'
import type { SamplePerson } from './people.ts'
import { add, type SampleRows, timeBefore } from './rows.ts'
import { staff } from './staff.ts'

interface Template {
  weight: number
  about: Category
  by: readonly Role[]
  texts: readonly string[]
}

const templates: readonly Template[] = [
  {
    weight: 10,
    about: 'clinical_summary',
    by: ['community_nurse', 'gp', 'therapist'],
    texts: [
      'Leg wound smaller this week. Dressing changed, next visit Friday.',
      'Short of breath on the stairs again. Weight up two kilos in a week; asked the surgery to look at the water tablet.',
      'Walked the length of the corridor with the frame today, one rest.',
      'Swallowing better on soft food. Speech therapist to see again in two weeks.',
    ],
  },
  {
    weight: 4,
    about: 'medicines',
    by: ['pharmacist', 'gp', 'practice_nurse'],
    texts: [
      'Tablets now in a weekly box; the old packets went back to the chemist.',
      'Missed about one dose in four. Moved all to the morning, when the carer is there.',
    ],
  },
  {
    weight: 7,
    about: 'social_care',
    by: ['social_worker', 'social_care_officer'],
    texts: [
      'Morning and evening calls agreed from Monday, half an hour each.',
      'Respite week booked so that her daughter can go away.',
      'Reablement has ended: manages washing and dressing, needs help with the bath.',
    ],
  },
  {
    weight: 7,
    about: 'personal_circumstances',
    by: ['link_worker', 'social_care_officer', 'social_worker'],
    texts: [
      'Heating is off to save money. Applied for the warm home payment together.',
      'Cares for his wife and is worn out. Agreed to meet the carers group on Tuesday.',
      'Landlord has promised to repair the stair rail by the end of the month.',
    ],
  },
  {
    weight: 3,
    about: 'safety_alert',
    by: ['community_nurse', 'social_worker'],
    texts: [
      'Large dog, friendly, but ask for it to be shut in before you go in.',
      'Oxygen in the house and somebody smokes. Keep to the front room.',
      'Visit in pairs after dark: shouting and threats from a neighbour.',
    ],
  },
  {
    weight: 2,
    about: 'mental_health',
    by: ['mental_health_practitioner'],
    texts: [
      'Low since the anniversary. Sleeping four hours. Safe tonight; call tomorrow at ten.',
      'Third session. Went as far as the market alone.',
    ],
  },
  {
    weight: 2,
    about: 'substance_use',
    by: ['mental_health_practitioner'],
    texts: ['Down to two cans a day, with help from his brother. Next review in a fortnight.'],
  },
  {
    weight: 2,
    about: 'safeguarding',
    by: ['social_worker', 'community_nurse'],
    texts: [
      'Bruise on the arm, two accounts of it. Concern raised today; does not want her son to know.',
      'Bank card is with a neighbour and the cupboards are empty. Enquiry opened.',
    ],
  },
  {
    weight: 2,
    about: 'end_of_life',
    by: ['community_nurse', 'gp'],
    texts: [
      'Would like to die at home. Knows that we know. Medicines for comfort are in the house.',
      'Talked about what matters most: the garden, and no more ambulances.',
    ],
  },
  {
    weight: 1,
    about: 'sexual_and_reproductive_health',
    by: ['gp'],
    texts: ['Result back and treated. Does not want this known outside the surgery.'],
  },
  {
    weight: 2,
    about: 'meeting_notes',
    by: ['care_coordinator'],
    texts: ['Talked over at the group meeting: therapist to visit, then decide about the bed downstairs.'],
  },
  { weight: 1, about: 'legally_restricted', by: ['gp'], texts: ['Kept in the protected part of the record.'] },
]

/** Up to three notes about a person by people of their group, each on one thing. */
export function addNotes(faker: Faker, rows: SampleRows, person: SamplePerson, now: Date): void {
  const count = faker.helpers.weightedArrayElement([
    { weight: 5, value: 0 },
    { weight: 6, value: 1 },
    { weight: 3, value: 2 },
    { weight: 1, value: 3 },
  ])
  for (let at = 0; at < count; at += 1) {
    const template = faker.helpers.weightedArrayElement(templates.map((value) => ({ weight: value.weight, value })))
    const authors = staff.filter((of) => template.by.includes(of.role) && of.memberOf.includes(person.group))
    if (authors.length === 0) continue
    add(rows, 'information_note', {
      id: sampleId('note', `${person.number}/${at}`),
      patient_id: person.id,
      categories: maskOf([template.about]),
      record_status: 'current',
      source_system: sampleSystem,
      source_id: `note/${person.number}/${at}`,
      author_role_id: roleId(faker.helpers.arrayElement(authors)),
      text: faker.helpers.arrayElement(template.texts),
      written_at: timeBefore(now, faker.number.float({ min: 0.2, max: 200 })),
    })
  }
}
