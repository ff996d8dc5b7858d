/** Stands on every section that an objection can shorten, the same whether anything is missing or not. */
export function MayBeIncomplete() {
  return <span className="incomplete">may be incomplete</span>
}
