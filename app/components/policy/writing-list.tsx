import type { Policy } from '../../api/outputs.ts'
import { listInWords, midSentence } from '../../words/choose.ts'

/** Which changes the policy allows, for which purposes and by which routes. Any other is refused to everybody. */
export function WritingList({ writing }: { writing: Policy['writing'] }) {
  return (
    <dl className="card card--padded facts facts--wide">
      {writing.map(({ words, purposes, routes }) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>
            For {named(purposes)}, by way of {named(routes)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function named(things: readonly { words: string }[]): string {
  return listInWords(things.map(({ words }) => midSentence(words)))
}
