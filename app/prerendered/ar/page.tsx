import { formIn } from '@/app/prerendered/form-in'

const { Page, metadata } = formIn('ar')

export { metadata, Page as default }
