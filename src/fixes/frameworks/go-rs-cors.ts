import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { goImports, goOptions } from '../go-options';
import { lowerCaseMethod } from '../lower-case-method';
import { decodedPath, withoutSlash } from '../paths';
import { doubleQuoted } from '../strings/double-quoted';
import { goStrings } from '../strings/go';

export const goRsCors = defineFramework({
  id: 'go-rs-cors',
  label: 'Go (rs/cors)',
  language: 'go',
  docs: 'https://pkg.go.dev/github.com/rs/cors#Options',
  where:
    'The import at the top, the rest right above `ListenAndServe`, where `handler` is what you hand to it. Once: `go get github.com/rs/cors`.',
  pitfall:
    'Without `AllowedMethods` it allows GET, HEAD and POST only. It has to be the outermost handler: wrapped inside an authentication, it never sees the preflight.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const cannot = lowerCaseMethod(policy, 'rs/cors');
    if (cannot !== null) return { cannot };
    const odd = policy.requestHeaders.find((name) => !/^[a-z0-9_.-]+$/i.test(name));
    if (odd !== undefined) {
      return {
        cannot: `rs/cors reads requested header names up to the first character other than letters, digits and \`-_.\`, so \`${odd}\` never matches.`,
      };
    }
    const options = goOptions([
      ['AllowedOrigins', policy.origins === '*' ? '[]string{"*"}' : goStrings(policy.origins, 1)],
      ['AllowedMethods', goStrings(allowedMethods(policy), 1)],
      // An empty list would stand for a default one.
      ['AllowedHeaders', goStrings(policy.requestHeaders.length > 0 ? policy.requestHeaders : ['Origin'], 1)],
      policy.exposedHeaders.length > 0 ? ['ExposedHeaders', goStrings(policy.exposedHeaders, 1)] : null,
      policy.credentials ? ['AllowCredentials', 'true'] : null,
      policy.maxAge === null
        ? null
        : ['MaxAge', policy.maxAge === 0 ? '-1, // 0 would leave the header out' : String(policy.maxAge)],
    ]);
    const rules = `cors.New(cors.Options{
${options}})`;
    const code =
      policy.path === null
        ? `handler = ${rules}.Handler(handler)
`
        : `inner := handler
shared := ${rules}.Handler(inner)
handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path+"/", ${doubleQuoted(`${withoutSlash(decodedPath(policy.path))}/`)}) {
		shared.ServeHTTP(w, r)
	} else {
		inner.ServeHTTP(w, r)
	}
})
`;
    return {
      parts: [
        { where: 'at the top', code: goImports('github.com/rs/cors', policy.path === null ? null : 'strings') },
        { where: 'right above ListenAndServe(…, handler)', code },
      ],
    };
  },
});
