/**
 * What people in the sample live with, each told in the codes of the code table: the condition, the medicines
 * that go with it, the plan and what it asks for, and what they hope to reach. A few are sensitive on purpose.
 */
export interface Profile {
  /** How common, against the others. */
  weight: number
  /** The ages between which it is given. */
  ages: readonly [from: number, to: number]
  sex?: 'female'
  condition?: string
  medicines?: readonly string[]
  plan?: string
  activities?: readonly string[]
  goal?: string
  /** The contact it brings about; a check-up unless told. */
  encounter?: string
}

const adult = [18, 99] as const
const older = [60, 99] as const
const old = [72, 99] as const

export const profiles: readonly Profile[] = [
  { weight: 14, ages: [45, 99], condition: '38341003', medicines: ['197361'], goal: 'Blood pressure below 140/90' },
  {
    weight: 10,
    ages: [40, 99],
    condition: '44054006',
    medicines: ['860975'],
    plan: '698360004',
    activities: ['160670007', '229065009'],
    goal: 'Average blood sugar (HbA1c) below 58',
  },
  { weight: 3, ages: older, condition: '368581000119106', goal: 'Feet checked every day' },
  {
    weight: 8,
    ages: older,
    condition: '88805009',
    medicines: ['315971', '833036'],
    plan: '735984001',
    activities: ['386619000', '719858009'],
    goal: 'Walk to the shop without stopping for breath',
    encounter: '390906007',
  },
  { weight: 7, ages: older, condition: '49436004', medicines: ['855332', '197604'], goal: 'No bleeding and no stroke' },
  {
    weight: 6,
    ages: older,
    condition: '53741008',
    medicines: ['309362', '259255'],
    goal: 'Climb the stairs without chest pain',
  },
  {
    weight: 5,
    ages: older,
    condition: '230690007',
    medicines: ['309362'],
    plan: '91251008',
    activities: ['229070002'],
    goal: 'Dress without help',
    encounter: '183452005',
  },
  {
    weight: 9,
    ages: [50, 99],
    condition: '185086009',
    medicines: ['745679'],
    plan: '412776001',
    activities: ['371605008', '15081005'],
    goal: 'No stay in hospital for breathing this winter',
  },
  {
    weight: 4,
    ages: adult,
    condition: '195967001',
    medicines: ['895994', '745679'],
    plan: '699728000',
    activities: ['710818004'],
    encounter: '394701000',
  },
  {
    weight: 6,
    ages: old,
    condition: '26929004',
    medicines: ['310436'],
    plan: '386257007',
    activities: ['850261000000100', '710125008'],
    goal: 'Stay at home with the support they have',
    encounter: '210098006',
  },
  {
    weight: 8,
    ages: older,
    condition: '239873007',
    medicines: ['849574'],
    plan: '872781000000100',
    activities: ['266694003', '408580007'],
    goal: 'Walk to the bus stop and back',
  },
  { weight: 5, ages: older, condition: '64859006', medicines: ['904419'], goal: 'No more falls' },
  {
    weight: 3,
    ages: old,
    condition: '359817006',
    plan: '385691007',
    activities: ['229070002', '183051005'],
    goal: 'Home again, and up the stairs',
    encounter: '183452005',
  },
  { weight: 4, ages: [30, 99], condition: '82423001', medicines: ['313782'], goal: 'Sleep through most nights' },
  { weight: 3, ages: adult, condition: '84757009', medicines: ['308971'], goal: 'Six months without a seizure' },
  {
    weight: 3,
    ages: older,
    condition: '197927001',
    medicines: ['311989'],
    plan: '869761000000107',
    activities: ['171245007'],
  },
  {
    weight: 3,
    ages: [50, 99],
    condition: '363406005',
    plan: '395082007',
    activities: ['243072006'],
    goal: 'At the wedding in the summer',
    encounter: '183452005',
  },
  { weight: 3, ages: adult, condition: '162864005', activities: [], goal: 'Lose half a stone by spring' },
  { weight: 3, ages: adult, condition: '449868002', goal: 'Stop smoking' },
  { weight: 2, ages: [30, 99], condition: '90560007', medicines: ['197319'] },
  { weight: 2, ages: adult, condition: '83664006', medicines: ['966222'] },
  { weight: 3, ages: older, plan: '326051000000105', activities: ['315043002'], goal: 'Out of the house twice a week' },
  {
    weight: 4,
    ages: adult,
    condition: '47505003',
    medicines: ['328670'],
    plan: '718347000',
    activities: ['406185000', '88848003'],
    goal: 'Go into town alone',
    encounter: '79094001',
  },
  {
    weight: 3,
    ages: [18, 75],
    condition: '5602001',
    plan: '326051000000105',
    activities: ['266707007', '60112009'],
    goal: 'Keep every appointment at the drug service',
    encounter: '56876005',
  },
  { weight: 1, ages: [18, 75], condition: '55680006', encounter: '50849002' },
  {
    weight: 3,
    ages: [18, 44],
    sex: 'female',
    condition: '72892002',
    plan: '134435003',
    activities: ['135892000', '312404004'],
    goal: 'Ready for the birth',
    encounter: '424619006',
  },
  { weight: 1, ages: [18, 44], sex: 'female', condition: '79586000', encounter: '183452005' },
  { weight: 2, ages: [18, 50], sex: 'female', medicines: ['748962'] },
  {
    weight: 1,
    ages: [18, 60],
    condition: '262574004',
    plan: '225358003',
    activities: ['385949008'],
    encounter: '50849002',
  },
]

/** What people are allergic to. */
export const allergies: readonly string[] = [
  '91935009',
  '417532002',
  '300913006',
  '424213003',
  '418689008',
  '300916003',
  '232350006',
  '425525006',
]
