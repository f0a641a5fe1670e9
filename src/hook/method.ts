/** https://fetch.spec.whatwg.org/#concept-method-normalize */
export function normalizedMethod(method: string): string {
  return /^(?:delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
}
