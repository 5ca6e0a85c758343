/**
 * A client token: AWS takes the same one with the same input as the same request, so that a click sent twice does one
 * thing. 32 characters (CreateService and RunTask take 36). `randomUUID` is not there on plain HTTP; this is.
 */
export const newToken = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
