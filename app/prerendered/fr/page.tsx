import { formIn } from '@/app/prerendered/form-in'

const { Page, metadata } = formIn('fr')

export { metadata, Page as default }
