import type { ReactNode } from 'react'
import { AccountFrame } from '@/app/[language]/(signed-in)/account/frame'
import { copy } from '@/app/copy'

/** Around every page of the account. It guards nothing: each page does. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const { navigation, places, back } = (await copy()).account
  return (
    <AccountFrame navigation={navigation} places={places} back={back}>
      {children}
    </AccountFrame>
  )
}
