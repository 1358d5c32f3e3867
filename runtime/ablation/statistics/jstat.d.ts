/** What is used of the library, which has no types of its own. */
declare module 'jstat' {
  const library: {
    readonly jStat: {
      readonly studentt: {
        /** P(T <= x) */
        cdf(x: number, degrees: number): number;
        /** The x below which a share p lies. */
        inv(p: number, degrees: number): number;
      };
    };
  };
  export default library;
}
