import { useUntilMoved } from './use-until-moved.ts'

/**
 * The key of a command, made anew for each page that is rendered: sent twice, by a double press or after a
 * lost answer, the command is carried out once.
 *
 * @param command the key, and the id of the row that the command makes, where it makes one
 */
export function CommandKey({ command }: { command: { key: string; id?: string } }) {
  const { key, id } = useUntilMoved(command)
  return (
    <>
      <input type="hidden" name="key" value={key} />
      {id && <input type="hidden" name="id" value={id} />}
    </>
  )
}
