import { formIn } from '@/app/prerendered/form-in'

const { Page, metadata } = formIn('ja')

export { metadata, Page as default }
