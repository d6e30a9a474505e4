/** Words is what all texts of a message need: the price of a credit and the zone that times are told in. A Message is one. */
export interface Words {
  readonly usdPerCredit: number;
  /** IANA name, such as `Europe/Berlin`. */
  readonly timezone: string;
}
