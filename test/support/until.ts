/** Waits for a condition, and says which one when it never comes. @param within ms */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  within = 20_000,
): Promise<Exclude<T, false | null | undefined>> {
  for (const deadline = Date.now() + within; ; await new Promise((retry) => setTimeout(retry, 20))) {
    const value = await condition();
    if (value !== false && value !== null && value !== undefined) return value as Exclude<T, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`waited ${within} ms in vain for ${what}`);
  }
}
