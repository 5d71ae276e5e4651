/** An email address in a sentence. Long ones break anywhere. */
export const Address = ({ email }: { email: string }) => <strong className="address">{email}</strong>
