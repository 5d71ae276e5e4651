/**
 * The account that a form was made for, as `requireSessionOf` reads it. Every form of a signed-in page
 * has it.
 * @param props.id the account's: its session's `userId`
 */
export const ForAccount = ({ id }: { id: string }) => <input type="hidden" name="account" value={id} />
