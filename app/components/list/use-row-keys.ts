import { type KeyboardEvent, useEffect } from 'react'

const typing = 'input, textarea, select, [contenteditable]'

/** Puts the focus into the search box when `/` is pressed anywhere but in a field. */
export function useSlashToSearch(searchBoxId: string): void {
  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(typing)) return
      event.preventDefault()
      document.getElementById(searchBoxId)?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [searchBoxId])
}

/**
 * Moves the focus from row to row with the arrow keys. The rows' links are native, so Enter opens a row
 * without any help, and Tab goes through a row's own parts.
 */
export function moveByArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const row = document.activeElement?.closest('tr')
  const at = links.findIndex((link) => row?.contains(link))
  const next = links[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
  next.closest('tr')?.scrollIntoView({ block: 'nearest' })
}
