/**
 * The policy, as tables: who may say why they are here, and what each role is then shown. It is the one
 * place to read it and the one place to change it, by those who answer for it; the page "What each role
 * can see" and docs/policy.md are made from it.
 *
 *   S  show
 *   U  show unless the person objected
 *   W  withhold
 *
 * A cell that is not written is withheld, with the reason `no_rule`.
 */

/** The short heads of the tables' columns. */
export const heads = {
  id: 'identity',
  con: 'contact',
  loc: 'location',
  dem: 'demographics',
  adm: 'administrative',
  cli: 'clinical_summary',
  med: 'medicines',
  men: 'mental_health',
  sub: 'substance_use',
  sex: 'sexual_and_reproductive_health',
  soc: 'social_care',
  saf: 'safeguarding',
  eol: 'end_of_life',
  per: 'personal_circumstances',
  ale: 'safety_alert',
  ris: 'risk_score',
  mee: 'meeting_notes',
  pre: 'sharing_preference',
} as const

/**
 * Who may declare which purpose, each with the role they hold now. "own" means for the person's own
 * practice only; oversight, patient_request and service_evaluation are "rest".
 */
export const whoMayDeclare = `
role                        direct_care  care_coordination  case_meeting  safeguarding  emergency  case_finding  patient_administration  oversight  patient_request  service_evaluation
gp                          yes          yes                yes           yes           yes        own           -                       -          -                -
practice_nurse              yes          yes                yes           -             yes        own           -                       -          -                -
pharmacist                  yes          -                  yes           -             yes        -             -                       -          -                -
community_nurse             yes          yes                yes           yes           yes        -             -                       -          -                -
therapist                   yes          -                  yes           -             -          -             -                       -          -                -
mental_health_practitioner  yes          yes                yes           yes           yes        -             -                       -          -                -
social_worker               yes          yes                yes           yes           yes        -             -                       -          -                -
social_care_officer         yes          yes                yes           -             -          -             -                       -          -                -
care_coordinator            -            yes                yes           -             -          own           own                     -          -                -
link_worker                 yes          -                  yes           -             -          -             -                       -          -                -
practice_manager            -            -                  -             -             -          -             own                     own        own              -
caldicott_guardian          -            -                  -             -             -          -             -                       yes        yes              yes
ig_lead                     -            -                  -             -             -          -             -                       yes        yes              yes
system_administrator        -            -                  -             -             -          -             -                       -          -                -
`

/** Over the group caseload, and for a named care manager as their role over the group caseload. */
export const directCare = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
gp                          S  U   U   S   S   U   U   U   U   W   U   U   U   U   S   W   U
practice_nurse              S  U   U   S   S   U   U   U   U   W   U   U   U   U   S   W   U
pharmacist                  S  U   U   S   S   U   U   U   U   W   W   W   U   W   S   W   U
community_nurse             S  U   U   S   S   U   U   U   U   W   U   U   U   U   S   W   U
therapist                   S  U   U   S   S   U   U   W   W   W   U   W   U   U   S   W   U
mental_health_practitioner  S  U   U   S   S   U   U   U   U   W   U   U   U   U   S   W   U
social_worker               S  U   U   S   S   U   W   W   W   W   U   U   U   U   S   W   U
social_care_officer         S  U   U   S   S   W   W   W   W   W   U   W   W   U   S   W   U
link_worker                 S  U   U   W   S   W   W   W   W   W   W   W   W   U   S   W   W
`

/** Arranging who does what: the same for whoever may declare it. */
export const careCoordination = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
anyone                      S  U   U   W   S   W   W   W   W   W   U   W   W   U   S   W   W
`

/** A meeting's own agenda only; minutes are for all present, each class of passage apart. */
export const caseMeeting = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
gp                          S  U   U   S   S   U   U   U   U   W   U   U   U   U   S   W   U
practice_nurse              S  U   U   S   S   U   U   U   U   W   U   U   U   U   S   W   U
pharmacist                  S  U   U   S   S   U   U   U   U   W   W   W   U   W   S   W   U
community_nurse             S  U   U   S   S   U   U   U   U   W   U   U   U   U   S   W   U
therapist                   S  U   U   S   S   U   U   W   W   W   U   W   U   U   S   W   U
mental_health_practitioner  S  U   U   S   S   U   U   U   U   W   U   U   U   U   S   W   U
social_worker               S  U   U   S   S   U   W   W   W   W   U   U   U   U   S   W   U
social_care_officer         S  U   U   S   S   W   W   W   W   W   U   W   W   U   S   W   U
care_coordinator            S  U   U   S   S   U   W   W   W   W   U   W   U   U   S   W   U
link_worker                 S  U   U   W   S   W   W   W   W   W   W   W   W   U   S   W   U
`

/** One person, with a reason, whatever they asked for: each use goes to review. */
export const safeguarding = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
anyone                      S  S   S   W   W   U   W   U   U   W   S   S   U   S   S   W   W
`

/** The registered practice looking after its own patients. */
export const practiceDirectCare = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
gp                          S  S   S   S   S   S   S   S   S   U   S   S   S   S   S   S   S
practice_nurse              S  S   S   S   S   S   S   S   S   W   S   S   S   S   S   S   S
pharmacist                  S  S   S   S   S   S   S   S   S   W   S   S   S   S   S   S   S
`

/** Looking for who would gain from care: not direct care (NHS England), the practice's own patients only. */
export const practiceCaseFinding = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
gp                          U  W   W   U   U   U   W   W   W   W   W   W   W   W   W   U   W
practice_nurse              U  W   W   U   U   U   W   W   W   W   W   W   W   W   W   U   W
care_coordinator            U  W   W   U   U   U   W   W   W   W   W   W   W   W   W   U   W
`

/** Running the practice: no clinical detail. */
export const practiceAdministration = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
practice_manager            S  S   W   W   S   W   W   W   W   W   W   W   W   W   W   W   W
care_coordinator            S  S   W   W   S   W   W   W   W   W   W   W   W   W   W   W   W
`

/** What the flag itself says is shown with it; of the record, this. Contact and more are S when the basis is s42. */
export const flagRecipient = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
social_worker               S  U   U   U   W   U   W   W   W   W   U   W   W   U   S   W   W
social_care_officer         S  U   U   U   W   W   W   W   W   W   U   W   W   U   S   W   W
community_nurse             S  U   U   U   W   U   W   W   W   W   U   W   W   U   S   W   W
therapist                   S  U   U   U   W   U   W   W   W   W   U   W   W   U   S   W   W
link_worker                 S  U   U   U   W   W   W   W   W   W   U   W   W   U   S   W   W
`

/** The same when the flag is a safeguarding concern (Care Act 2014 s42). */
export const flagRecipientS42 = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
social_worker               S  S   S   S   W   U   W   W   W   W   S   S   W   S   S   W   W
social_care_officer         S  S   S   S   W   W   W   W   W   W   S   W   W   S   S   W   W
`

/** An emergency, with a reason: ends by itself, told to the Caldicott Guardian and the practice, reviewed. */
export const breakGlass = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
anyone                      S  S   S   S   S   S   S   S   S   U   S   S   S   S   S   S   S
`

/** Who looked and why; nothing clinical. */
export const review = `
role                        id con loc dem adm cli med men sub sex soc saf eol per ale ris mee
caldicott_guardian          S  W   W   W   W   W   W   W   W   W   W   W   W   W   W   W   W
ig_lead                     S  W   W   W   W   W   W   W   W   W   W   W   W   W   W   W   W
practice_manager            S  W   W   W   W   W   W   W   W   W   W   W   W   W   W   W   W
`

/** Answering a person who asks what is kept about who looked, and what they asked for. */
export const patientRequest = `
role                        id pre
practice_manager            S  S
ig_lead                     S  S
`

/** Counts only, small numbers suppressed: nobody is shown. */
export const serviceEvaluation = `
role                        id
caldicott_guardian          W
ig_lead                     W
`
