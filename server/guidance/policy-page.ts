import { policy } from './rules.ts'
import type { Policy } from './schema.ts'

const letters = { show: 'S', show_unless_objected: 'U', withhold: '–' } as const
const declares = { yes: 'yes', own: 'own practice', no: '–' } as const

/** The whole policy as the Markdown of docs/policy.md, from the catalogue that the gate is compiled from. */
export function policyPage(): string {
  const { version, categories, declaring, tables, writing } = policy()
  const sections = [
    '# What each role can see',
    `Made by \`npm run docs\` from server/access/catalogue; change the policy there. Version ${version}.`,
    '**S** shown · **U** shown unless the person objected · **–** not shown',
    '## Who may say they are here for what',
    markdownTable(
      ['Role', ...declaring.purposes.map(({ words }) => words)],
      declaring.rows.map(({ role, cells }) => [role.words, ...cells.map((cell) => declares[cell])]),
    ),
    '## What is then shown',
    ...tables.flatMap((table) => shownTable(table, categories)),
    '## Who may change what',
    markdownTable(
      ['What', 'For which purpose', 'By which route'],
      writing.map(({ words, purposes, routes }) => [words, wordsOf(purposes), wordsOf(routes)]),
    ),
    '## What each category covers',
    markdownTable(
      ['Category', 'What it covers'],
      categories.map(({ words, covers }) => [words, covers]),
    ),
  ]
  return `${sections.join('\n\n')}\n`
}

function shownTable(table: Policy['tables'][number], categories: Policy['categories']): string[] {
  const { purpose, routes, basis, open, hours, one_person, reason_required, reviewed, rows } = table
  const terms = [
    `Lasts ${hours} ${hours === 1 ? 'hour' : 'hours'} at most.`,
    ...(one_person ? ['About one person at a time.'] : []),
    ...(reason_required ? ['A reason is required.'] : []),
    ...(reviewed ? ['Each use is reviewed.'] : []),
    ...(open ? [] : ['It cannot be declared yet.']),
  ]
  return [
    `### ${purpose.words}: ${wordsOf(routes).toLowerCase()}${basis ? ', for a safeguarding concern (Care Act 2014 s42)' : ''}`,
    terms.join(' '),
    markdownTable(
      ['Category', ...rows.map(({ role }) => role.words)],
      categories.map(({ words }, at) => [words, ...rows.map(({ cells }) => letterOf(cells[at]))]),
    ),
  ]
}

function letterOf(cell: Policy['tables'][number]['rows'][number]['cells'][number] | undefined): string {
  return cell ? letters[cell.effect] : letters.withhold
}

function wordsOf(named: readonly { words: string }[]): string {
  return named.map(({ words }) => words).join('; ')
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
