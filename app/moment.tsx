import type { ReactNode } from 'react'
import type { Copy } from '@/lib/copy'

/**
 * A time, for people and for programs.
 * @param props.zone the visitor's time zone, if it is known
 * @param props.children what to show instead, such as "3 hours ago": the exact time is then its title
 */
export function Moment(props: {
  at: Date
  copy: Pick<Copy, 'language'>
  zone?: string
  children?: ReactNode
}) {
  const { at, copy, zone, children } = props
  const exactly = copy.language.words.dateTime(at, zone)
  return (
    <time dateTime={at.toISOString()} title={children ? exactly : undefined}>
      {children ?? exactly}
    </time>
  )
}
