import type { Category } from './access/categories.ts'
import type { OrganisationKind, Purpose, Role, Route } from './access/vocabulary.ts'

/** What people call a role, as it stands after a name or in a sentence. */
export const roleWords: Readonly<Record<Role, string>> = {
  gp: 'GP',
  practice_nurse: 'practice nurse',
  pharmacist: 'pharmacist',
  community_nurse: 'community nurse',
  therapist: 'therapist',
  mental_health_practitioner: 'mental health practitioner',
  social_worker: 'social worker',
  social_care_officer: 'social care officer',
  care_coordinator: 'care co-ordinator',
  link_worker: 'link worker',
  practice_manager: 'practice manager',
  caldicott_guardian: 'Caldicott Guardian',
  ig_lead: 'information governance lead',
  system_administrator: 'system administrator',
}

export const purposeWords: Readonly<Record<Purpose, string>> = {
  direct_care: 'direct care',
  care_coordination: 'care co-ordination',
  case_meeting: 'case meeting',
  safeguarding: 'a safeguarding concern',
  emergency: 'an emergency',
  patient_administration: 'patient administration',
  case_finding: 'case finding',
  service_evaluation: 'service evaluation',
  oversight: 'oversight',
  patient_request: "a person's request",
}

/** How a person is reached, as the end of "you can see this person because …" would have it. */
export const routeWords: Readonly<Record<Route, string>> = {
  group_caseload: "this group's caseload",
  registered_practice: 'your own practice',
  named_care_manager: 'people whose care manager you are',
  flag_recipient: 'a flag sent to your team',
  meeting_guest: 'a meeting you are a guest of',
  break_glass: 'breaking the glass',
  review: 'review of who looked',
  patient_request: 'a person who asked',
  none: 'no route to anybody',
}

export const organisationKindWords: Readonly<Record<OrganisationKind, string>> = {
  gp_practice: 'GP practices',
  community_provider: 'community health services',
  acute_trust: 'hospitals',
  mental_health_trust: 'mental health services',
  local_authority: 'the council',
  voluntary_sector: 'voluntary organisations',
  hospice: 'hospices',
}

/** A category's name within a sentence, and what it covers (domain.md, Categories). */
export const categoryWords: Readonly<Record<Category, { name: string; covers: string }>> = {
  identity: { name: 'names and identity', covers: 'Names, NHS number, birth, death and sex.' },
  contact: { name: 'contact details', covers: 'Phone numbers and email addresses.' },
  location: {
    name: 'address and places',
    covers: 'Addresses, the registered practice, and the places where the person was seen.',
  },
  demographics: { name: 'background', covers: 'Ethnicity, religion, marital status and first language.' },
  administrative: {
    name: 'caseload details',
    covers: 'Status, why the person is on the list, care manager, review date and communication needs.',
  },
  clinical_summary: {
    name: 'health problems and care',
    covers: 'Conditions, allergies, procedures, visits and care plans.',
  },
  medicines: { name: 'medicines', covers: 'What the person is prescribed and takes.' },
  mental_health: { name: 'mental health', covers: 'Mental health conditions, and the care for them.' },
  substance_use: { name: 'alcohol and drug use', covers: 'Use of alcohol and drugs, and the care for it.' },
  sexual_and_reproductive_health: {
    name: 'sexual and reproductive health',
    covers: 'Pregnancy, contraception, sexual health, and the care for them.',
  },
  social_care: { name: 'social care', covers: 'Support at home, equipment and assessments by the council.' },
  safeguarding: { name: 'safeguarding', covers: 'Concerns that somebody is at risk of abuse or neglect.' },
  end_of_life: { name: 'end of life care', covers: 'Palliative care, and what the person wants at the end of life.' },
  personal_circumstances: { name: 'personal circumstances', covers: 'Housing, money, work, family and carers.' },
  safety_alert: { name: 'safety alerts', covers: 'Risks to a visitor or from the home, such as a dog or oxygen.' },
  risk_score: { name: 'risk scores', covers: 'What a risk stratification tool worked out.' },
  meeting_notes: { name: 'case meeting notes', covers: 'What was written down in a case meeting.' },
  legally_restricted: {
    name: 'information restricted by law',
    covers: 'What the law keeps from everyone here, whatever their role.',
  },
  unclassified: {
    name: 'entries not classified yet',
    covers: 'Entries whose code is not known here. The registered practice decides what they are.',
  },
  sharing_preference: { name: 'wishes about sharing', covers: 'What the person asked to share or not to share.' },
}

/** A list of things as a sentence has it: "a", "a and b", "a, b and c"; "or" after a negation. */
export function listed(things: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = things.at(-1)
  if (last === undefined) return 'nothing'
  return things.length === 1 ? last : `${things.slice(0, -1).join(', ')} ${conjunction} ${last}`
}

/** The same with its first letter large. */
export function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
