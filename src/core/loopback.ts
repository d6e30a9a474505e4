const LOOPBACK = /^(?:localhost|(?:::ffff:)?127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** isLoopback tells whether a host name or address can only be this machine itself. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
