/** Origins that a prefix, a suffix, a substring or an unescaped dot takes for one of these, and values no origin has. */
export function lookAlikes(origins: readonly string[]): readonly string[] {
  const made = origins.flatMap((origin) => {
    const [scheme, host] = origin.split('://');
    return [
      `${origin}.other.example`,
      `${origin}0`,
      `${origin}/`,
      `${origin}@other.example`,
      `${scheme}://other-${host}`,
      `${scheme}://other.example/${host}`,
      `${scheme === 'https' ? 'http' : 'https'}://${host}`,
      `https://other.example, ${origin}`,
      `${origin}, https://other.example`,
      origin.replace(/(?<=\w)\.(?=\w)/, 'x'),
      origin.replace(/:\d+$/, ''),
    ];
  });
  return [...new Set([...made, 'null', '*', '', 'https://', 'file://'])].filter((forged) => !origins.includes(forged));
}

/** Could a browser send it? */
export const isOrigin = (text: string): boolean =>
  text === 'null' || (URL.canParse(text) && new URL(text).origin === text);
