'use client'

import { useEffect } from 'react'
import { announce } from '@/app/sign-in-channel'

/** On pages that only a browser sees which isn't signed in: its other tabs look again. */
export function AnnounceSignOut() {
  useEffect(() => announce(null), [])
  return null
}
