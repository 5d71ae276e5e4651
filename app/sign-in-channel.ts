/** Tabs of one browser on our origin hear each other here. */
export const signInChannel = () => new BroadcastChannel('sign-in')
