/** The types of sbom.mjs, which the build reads before anything is built. */
export type Component = {
  readonly "bom-ref": string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
};
export type Bill = {
  readonly serialNumber: string;
  readonly metadata: { readonly component: object };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
};
export function sbom(lock: { readonly packages: Record<string, object> }): Bill;
