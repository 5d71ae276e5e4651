/**
 * Whether "Keep me signed in" was left ticked. An unticked box sends nothing, so a hidden field
 * before it says no, and a form without the box keeps people signed in.
 */
export const wantsRemember = (form: FormData): boolean => form.getAll('remember').at(-1) !== 'no'
