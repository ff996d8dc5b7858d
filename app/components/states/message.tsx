import type { ReactNode } from 'react'

import { Title } from '../frame/title.tsx'

/** A page that has one thing to say and one thing to do next. */
export function Message({ title, children, next }: { title: string; children: ReactNode; next: ReactNode }) {
  return (
    <div className="page message-page">
      <Title>{title}</Title>
      <div className="lede">{children}</div>
      <div className="actions">{next}</div>
    </div>
  )
}
