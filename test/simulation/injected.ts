/** DatabaseFailure is a statement that the simulation lets fail; a job that ends with it has met nothing unexpected. */
export class DatabaseFailure extends Error {
  override name = "DatabaseFailure";
}
