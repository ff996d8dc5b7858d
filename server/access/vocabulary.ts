/** The words of the policy: who, why, by which route. The field's own terms, never translated on the way. */

export const roles = [
  'gp',
  'practice_nurse',
  'pharmacist',
  'community_nurse',
  'therapist',
  'mental_health_practitioner',
  'social_worker',
  'social_care_officer',
  'care_coordinator',
  'link_worker',
  'practice_manager',
  'caldicott_guardian',
  'ig_lead',
  'system_administrator',
] as const
export type Role = (typeof roles)[number]

/** Each with its HL7 v3 PurposeOfUse code. */
export const purposes = {
  direct_care: 'TREAT',
  care_coordination: 'COC',
  case_meeting: 'CAREMGT',
  safeguarding: 'PATSFTY',
  emergency: 'ETREAT',
  patient_administration: 'PATADMIN',
  case_finding: 'POPHLTH',
  service_evaluation: 'HQUALIMP',
  oversight: 'HCOMPL',
  patient_request: 'PATRQT',
} as const
export type Purpose = keyof typeof purposes
export const purposeNames = Object.keys(purposes) as Purpose[]

/** By which route a person reaches a patient; also the explanation of why they can. */
export const routes = [
  'group_caseload',
  'registered_practice',
  'named_care_manager',
  'flag_recipient',
  'meeting_guest',
  'break_glass',
  'review',
  'patient_request',
  'none',
] as const
export type Route = (typeof routes)[number]

export const organisationKinds = [
  'gp_practice',
  'community_provider',
  'acute_trust',
  'mental_health_trust',
  'local_authority',
  'voluntary_sector',
  'hospice',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** On the caseload, in FHIR's words for an episode of care. */
export const onTheCaseload = ['planned', 'waitlist', 'active', 'onhold'] as const
