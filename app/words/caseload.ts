/** Where a person stands on the caseload (FHIR R4 EpisodeOfCare.status, in plain words). */
export const statusWords: Readonly<Record<string, string>> = {
  planned: 'Planned',
  waitlist: 'Waiting',
  active: 'Active',
  onhold: 'On hold',
  finished: 'Finished',
  cancelled: 'Cancelled',
}

/** The statuses of somebody who is on the caseload, in the order in which they are offered. */
export const currentStatuses = ['active', 'waitlist', 'planned', 'onhold'] as const

/** Why a person is on the list. */
export const reasonWords: Readonly<Record<string, string>> = {
  several_services: 'Several services are involved',
  recent_hospital_stay: 'Recent hospital stay',
  risk_of_admission: 'At risk of going into hospital',
  support_at_home: 'Needs support at home',
  team_review: 'For the team to review',
  other: 'Another reason',
}

/** Why a person left the list. */
export const endReasonWords: Readonly<Record<string, string>> = {
  goals_met: 'What we set out to do is done',
  moved_away: 'Moved away',
  person_asked: 'The person asked to come off',
  died: 'Died',
  not_suitable: 'Not suitable for this list',
  other: 'Another reason',
}
