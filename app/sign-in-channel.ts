/** Where this browser's tabs on our origin hear each other. */
export const signInChannel = () => new BroadcastChannel('sign-in')
