/** Names that people of many backgrounds in an English city carry. Put together at random, they are nobody's. */

export interface NamePool {
  ethnic_category: string
  religion: readonly string[]
  first_language: string
  female: readonly string[]
  male: readonly string[]
  family: readonly string[]
}

const words = (text: string): string[] => text.trim().split(/\s+/)

export const namePools: readonly { weight: number; value: NamePool }[] = [
  {
    weight: 62,
    value: {
      ethnic_category: 'White British',
      religion: ['Christian', 'No religion', 'No religion', 'Church of England', 'Methodist'],
      first_language: 'English',
      female: words(
        'Margaret Jean Dorothy Joan Sheila Patricia Maureen Brenda Christine Susan Linda Carol Janet Pauline Jacqueline Tracey Julie Karen Michelle Sarah Claire Emma Gemma Hannah',
      ),
      male: words(
        'John Peter Ronald Kenneth Derek Brian Roy Dennis Alan Michael David Keith Terence Barry Stephen Kevin Paul Gary Mark Ian Andrew Craig Lee Daniel',
      ),
      family: words(
        "Brown Wright Hallam Wheatley Shaw Bostock Oldham Tomlinson Radford Beardsley Kirk Stocks Meakin Severn Parr Hooley Walters Cutts Spray Attwood Burrows Lowe Chambers Godber Leivers Housley Rowley Saxton Dean Elliott Frith Godfrey Hind Ince Jessop Kemp Lambert Marriott Nixon Oliver Pearson Quinton Raynor Sisson Thorpe Unwin Voce Wass Yates O'Brien",
      ),
    },
  },
  {
    weight: 8,
    value: {
      ethnic_category: 'Black Caribbean',
      religion: ['Pentecostal', 'Christian', 'Rastafari'],
      first_language: 'English',
      female: words('Beverley Marcia Sonia Hyacinth Merlene Paulette Yvette Icilda Lorna Claudette'),
      male: words('Winston Leroy Delroy Neville Clive Errol Trevor Carlton Devon Lloyd'),
      family: words('Campbell Grant Morrison Bailey Francis Gordon Samuels Powell Reid Edwards'),
    },
  },
  {
    weight: 9,
    value: {
      ethnic_category: 'Pakistani',
      religion: ['Muslim'],
      first_language: 'Urdu',
      female: words('Nasreen Shazia Rubina Fozia Zainab Parveen Saima Kausar Tahira Amina'),
      male: words('Mohammed Tariq Imran Khalid Javed Naveed Shahid Yusuf Bashir Nadeem'),
      family: words('Hussain Khan Akhtar Mahmood Iqbal Begum Malik Chaudhry Mirza Rafiq'),
    },
  },
  {
    weight: 7,
    value: {
      ethnic_category: 'Indian',
      religion: ['Hindu', 'Sikh'],
      first_language: 'Punjabi',
      female: words('Harjit Kamla Meena Pushpa Sunita Manjit Usha Jaswinder Rekha Asha'),
      male: words('Gurdev Ramesh Suresh Balbir Kishan Jagdish Mohan Harbhajan Vijay Ashok'),
      family: words('Singh Kaur Patel Sharma Gill Sandhu Desai Mistry Bhogal Rana'),
    },
  },
  {
    weight: 7,
    value: {
      ethnic_category: 'Other White',
      religion: ['Roman Catholic', 'No religion'],
      first_language: 'Polish',
      female: words('Agnieszka Małgorzata Danuta Ewa Halina Krystyna Beata Joanna Zofia Łucja'),
      male: words('Andrzej Krzysztof Stanisław Marek Józef Tadeusz Paweł Zbigniew Henryk Wojciech'),
      family: words('Nowak Kowalczyk Wójcik Zieliński Mazur Dąbrowski Pawlak Sikora Król Żak'),
    },
  },
  {
    weight: 7,
    value: {
      ethnic_category: 'Black African',
      religion: ['Christian', 'Muslim'],
      first_language: 'Yoruba',
      female: words('Grace Folake Blessing Ngozi Abena Comfort Adaeze Yewande Fatou Mercy'),
      male: words('Samuel Emeka Kwame Tunde Babajide Kofi Ibrahim Chidi Joseph Moses'),
      family: words('Adeyemi Okafor Mensah Eze Boateng Tembo Balogun Asante Nwosu Diallo'),
    },
  },
]
