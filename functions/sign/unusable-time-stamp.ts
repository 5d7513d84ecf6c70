// What a time-stamp token is refused with.

/** A token that proves nothing: `message` says what is wrong with it. */
export class UnusableTimeStamp extends Error {
  override readonly name = 'UnusableTimeStamp';
}
