/**
 * Whether "Keep me signed in" was left ticked. An unticked box sends nothing, so a hidden field before it says no, and a
 * form that doesn't ask keeps people signed in.
 */
export const wantsToBeKept = (form: FormData): boolean => form.getAll('keep').at(-1) !== 'no'
